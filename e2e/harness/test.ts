import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { createEndings } from './endings.ts'
import type { Person } from './people.ts'
import { signIn } from './signIn.ts'
import { startWardline, type Wardline, type WardlineOptions } from './startWardline.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  /** Starts a Wardline that ends with the test. */
  start: (options?: WardlineOptions) => Promise<Wardline>
  /** Signs a person in, in a browser profile of its own, at the given address. */
  open: (url: string, person: Person, options?: BrowserContextOptions) => Promise<Page>
}

/** Machines are noisy: by default a test waits longer than what it promises. 1 holds it to the promise. */
const PATIENCE = Number(process.env['WARDLINE_PATIENCE'] ?? 8)

/** "Within a second" of the other one's having seen it done, times the patience. */
export const WITHIN_A_SECOND = { timeout: 1_000 * PATIENCE }

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names out of the pattern
  start: async ({}, provide, testInfo) => {
    const endings = createEndings()
    const started: Wardline[] = []
    await provide(async (options) => {
      const wardline = await startWardline(options)
      endings.add(() => wardline.stop())
      started.push(wardline)
      return wardline
    })
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const wardline of started) await testInfo.attach('server.log', { body: wardline.output() })
    }
    await endings.run()
  },
  open: async ({ browser }, provide) => {
    const contexts: BrowserContext[] = []
    await provide(async (url, person, options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      const page = await context.newPage()
      await signIn(page, url, person)
      return page
    })
    for (const context of contexts) await context.close()
  },
})
