import type { Page } from '@playwright/test'

/** What was seen of the rows in sight while somebody scrolled. */
export interface Sightings {
  /** Longest time that one row stood in sight without its content, in ms. */
  readonly longestBlankMs: number
  /** Frames in which rows were looked at. */
  readonly frames: number
  /** Rows that were seen with their content, each once. */
  readonly rowsSeen: number
  readonly lastIndex: number
}

/** Looks at the rows in sight in every frame, from now until `stop`. */
export async function watchRows(page: Page): Promise<{ stop(): Promise<Sightings> }> {
  await page.evaluate(() => {
    const since = new Map<string, number>()
    const seen = new Set<string>()
    const found = { longestBlankMs: 0, frames: 0, rowsSeen: 0, lastIndex: 0, isOver: false }
    Object.assign(globalThis, { sightings: found })
    const look = (now: number): void => {
      if (found.isOver) return
      const pane = document.querySelector('[data-scroll-pane]')?.getBoundingClientRect()
      const blank = new Set<string>()
      for (const row of document.querySelectorAll('[role="row"][data-index]')) {
        const { top, bottom } = row.getBoundingClientRect()
        if (pane === undefined || bottom <= pane.top || top >= pane.bottom) continue
        const index = row.getAttribute('aria-rowindex') ?? ''
        found.lastIndex = Math.max(found.lastIndex, Number(index) - 2)
        if (row.getAttribute('aria-busy') === 'true') blank.add(index)
        else seen.add(index)
      }
      for (const index of since.keys()) if (!blank.has(index)) since.delete(index)
      for (const index of blank) {
        if (!since.has(index)) since.set(index, now)
        found.longestBlankMs = Math.max(found.longestBlankMs, now - (since.get(index) ?? now))
      }
      found.frames += 1
      found.rowsSeen = seen.size
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  return {
    stop: () =>
      page.evaluate(() => {
        const found = (globalThis as unknown as { sightings: Sightings & { isOver: boolean } }).sightings
        found.isOver = true
        return found
      }),
  }
}
