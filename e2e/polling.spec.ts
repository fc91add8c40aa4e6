import type { Browser, Page } from '@playwright/test'
import { rawUpgrade } from './harness/rawUpgrade.ts'
import type { Person } from './harness/people.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expectBadge, fillSignIn } from './harness/signIn.ts'
import { startUpgradeBlocker } from './harness/startUpgradeBlocker.ts'
import { expect, test } from './harness/test.ts'

/** Every 10 s, and what a request takes. */
const WITHIN_A_LOOK = { timeout: 15_000 }
/** Three failed tries with their waits, and the question about the session. */
const FOUND_OUT = { timeout: 30_000 }

interface Crate {
  readonly id: string
  readonly version: number
}

async function openPolling(browser: Browser, url: string, person: Person): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${url}/sign-in`)
  await fillSignIn(page, person)
  await expectBadge(page, 'Polling', FOUND_OUT)
  await expect(page.getByText('updates every 10 s', { exact: true })).toBeVisible()
  return page
}

/** On the page of a crate, which somebody else then moves. */
async function expectToSeeAnothersChange(page: Page, url: string, serverUrl: string): Promise<void> {
  const script = await signInAsScript(serverUrl, 'surgeryManager')
  const { id, version } = await script.must<Crate>('POST', '/api/archive/crates', {
    label: 'Ward books',
    location: 'A-1',
  })
  await page.goto(`${url}/archive/crates/${id}`)
  await expect(page.getByRole('main').getByText('A-1').first()).toBeVisible()
  await expectBadge(page, 'Polling', FOUND_OUT)
  const loads = countLoads(page)
  await script.must('PATCH', `/api/archive/crates/${id}`, { version, location: 'Z-9' })
  await expect(page.getByRole('main').getByText('Z-9').first()).toBeVisible(WITHIN_A_LOOK)
  expect(loads()).toBe(0)
}

function countLoads(page: Page): () => number {
  let loads = 0
  page.on('load', () => void (loads += 1))
  return () => loads
}

test('[CLI-11] WEBSOCKET_ENABLED=false: upgrades get 503, the page polls, says so, and sees others’ changes', async ({
  start,
  browser,
}) => {
  const wardline = await start({ env: { WEBSOCKET_ENABLED: 'false' } })
  expect((await rawUpgrade(wardline.first.port, '/ws')).status).toBe(503)
  const page = await openPolling(browser, wardline.url, 'surgeryClerk')
  const sockets: string[] = []
  page.on('websocket', (socket) => sockets.push(socket.url()))
  await expectToSeeAnothersChange(page, wardline.url, wardline.url)
  expect(sockets).toEqual([])

  // The session ends elsewhere.
  await wardline.database.query('UPDATE sessions SET revoked_at = now()')
  await page.waitForURL((url) => url.pathname === '/sign-in', WITHIN_A_LOOK)
})

test('[CLI-11] a proxy refuses upgrades: the page polls, and is live again when the proxy lets them through', async ({
  wardline,
  browser,
}) => {
  const proxy = await startUpgradeBlocker(wardline.first.port)
  try {
    const page = await openPolling(browser, proxy.url, 'surgeryClerk')
    expect(proxy.refused).toBeGreaterThanOrEqual(3)
    await expectToSeeAnothersChange(page, proxy.url, wardline.url)
    proxy.open()
    await page.getByRole('button', { name: 'Connection: Polling' }).click()
    await page.getByRole('button', { name: 'Try now' }).click()
    await expectBadge(page, 'Live', FOUND_OUT)
    await page.context().close()
  } finally {
    await proxy.close()
  }
})
