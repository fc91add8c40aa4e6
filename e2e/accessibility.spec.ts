import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { signInAsScript } from './harness/scriptClient.ts'
import { signIn } from './harness/signIn.ts'
import { expect, test } from './harness/test.ts'

const WIDTHS = [360, 1440] as const
const THEMES = ['light', 'dark'] as const

/** Everything that axe knows of WCAG 2.2 AA, and its own good practice. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  // A colour in the middle of its transition is not the colour that people read.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
  expect(found, what).toEqual([])
  const wide = await page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth
      ? []
      : [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map((element) => element.outerHTML.slice(0, 120)),
  )
  expect(wide, `${what} scrolls sideways`).toEqual([])
}

for (const width of WIDTHS) {
  for (const theme of THEMES) {
    test(`axe finds nothing on any page, ${theme}, ${width} px wide`, async ({ start, browser }) => {
      test.setTimeout(180_000)
      const wardline = await start()
      const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
      const crate = await clerk.must<{ id: string }>('POST', '/api/archive/crates', {
        label: 'Ward books',
        location: 'A-1',
      })
      const request = await clerk.must<{ id: string }>('POST', '/api/archive/requests', {
        kind: 'withdrawal',
        crate_ids: [crate.id],
        reason: 'Audit of the year',
      })
      const context = await browser.newContext({
        colorScheme: theme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()

      await page.goto(`${wardline.url}/sign-in`)
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
      await expectAccessible(page, '/sign-in')
      await page.goto(`${wardline.url}/set-up?token=spent`)
      await expect(page.getByRole('link', { name: 'Go to sign-in' })).toBeVisible()
      await expectAccessible(page, '/set-up')

      await signIn(page, wardline.url, 'surgeryManager')
      const paths = [
        '/',
        '/archive',
        '/archive/crates',
        '/archive/requests',
        `/archive/crates/${crate.id}`,
        `/archive/requests/${request.id}`,
        '/account',
        '/account/sessions',
        '/nothing/here',
      ]
      for (const path of paths) {
        await page.goto(wardline.url + path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expectAccessible(page, path)
      }
      await context.close()
    })
  }
}
