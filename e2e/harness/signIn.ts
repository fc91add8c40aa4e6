import { expect, type Page } from '@playwright/test'
import { PASSWORD, PEOPLE, type Person } from './people.ts'

/** Signs in on the page as a person would, and waits for the desk to be live. */
export async function signIn(page: Page, url: string, person: Person, password = PASSWORD): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await fillSignIn(page, person, password)
  await expectBadge(page, 'Live', { timeout: 30_000 })
}

export async function fillSignIn(page: Page, person: Person, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(PEOPLE[person])
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** What the Live badge says. */
export async function expectBadge(
  page: Page,
  word: 'Live' | 'Syncing' | 'Polling' | 'Offline',
  options?: { timeout?: number },
): Promise<void> {
  await expect(page.getByRole('button', { name: `Connection: ${word}` })).toBeVisible(options)
}
