import type { Page } from '@playwright/test'

/** How many fetches of one address were under way at once, at most, since then. */
export function watchFlights(page: Page): { most(): number } {
  const flying = new Map<string, number>()
  let most = 0
  const change = (url: string, by: number): void => {
    const now = (flying.get(url) ?? 0) + by
    flying.set(url, now)
    most = Math.max(most, now)
  }
  page.on('request', (request) => request.url().includes('/api/') && change(request.url(), 1))
  page.on('requestfinished', (request) => request.url().includes('/api/') && change(request.url(), -1))
  page.on('requestfailed', (request) => request.url().includes('/api/') && change(request.url(), -1))
  return { most: () => most }
}
