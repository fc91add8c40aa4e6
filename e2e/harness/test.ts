import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'
import { createEndings } from './endings.ts'
import type { Person } from './people.ts'
import { signIn } from './signIn.ts'
import { startWardline, type Wardline, type WardlineOptions } from './startWardline.ts'

export { expect }

interface WorkerFixtures {
  /** One process with a demo hospital, shared by a worker's tests: they run one after the other. */
  wardline: Wardline
}

interface Fixtures {
  /** Starts a Wardline that ends with the test, for one that kills it or needs other settings. */
  start: (options?: WardlineOptions) => Promise<Wardline>
  /** Signs a person in, in a browser profile of its own, at the given address. */
  open: (url: string, person: Person, options?: BrowserContextOptions) => Promise<Page>
}

/** Two tests at a time share the machine, and wait longer than they promise. The full run holds them to the promise. */
const PATIENCE = Number(process.env['WARDLINE_PATIENCE'] ?? (process.env['WARDLINE_LONG'] === '1' ? 1 : 8))

/** "Within a second" of the other one's having seen it done, times the patience. */
export const WITHIN_A_SECOND = { timeout: 1_000 * PATIENCE }

export const test = base.extend<Fixtures, WorkerFixtures>({
  wardline: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names out of the pattern
    async ({}, provide) => {
      const wardline = await startWardline()
      await provide(wardline)
      await wardline.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
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
    const troubles: string[] = []
    await provide(async (url, person, options) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      collectTroubles(context, troubles)
      const page = await context.newPage()
      await signIn(page, url, person)
      return page
    })
    expect(troubles, 'what went wrong in the pages').toEqual([])
    for (const context of contexts) await context.close()
  },
})

/** What a page's own code throws, caught by an error page or not. What the network does to it is the test's affair. */
function collectTroubles(context: BrowserContext, troubles: string[]): void {
  context.on('weberror', (error) => troubles.push(String(error.error().stack)))
  context.on('console', (message) => {
    if (message.type() === 'error' && !NETWORK_TROUBLE.test(message.text())) troubles.push(message.text())
  })
}

const NETWORK_TROUBLE = /^(Failed to load resource|WebSocket connection to)/
