import type { Page } from '@playwright/test'
import { ArchiveDesk, type Numbered } from './harness/archiveDesk.ts'
import { heardFrames } from './harness/heardFrames.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expectBadge, signIn } from './harness/signIn.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

/** Sockets on `/ws`, as the server counts them. */
async function socketsAt(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^wardline_connections\{door="\/ws"\} (\d+)$/m.exec(metrics)?.[1] ?? 0)
}

const expectSockets = (url: string, count: number, options = WITHIN_A_SECOND) =>
  expect.poll(() => socketsAt(url), { ...options, intervals: [20] }).toBe(count)

/** Which of the tabs holds the socket: the one that the browser counts frames for. */
const isLeading = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { held } = await navigator.locks.query()
    const names = (held ?? []).map(({ name, clientId }) => ({ name: name ?? '', clientId: clientId ?? '' }))
    const lead = names.find(({ name }) => names.some((tab) => tab.name.startsWith(`${name} `)))
    const probe = `probe ${Math.random()}`
    return await navigator.locks.request(probe, async () => {
      const own = (await navigator.locks.query()).held?.find(({ name }) => name === probe)?.clientId
      return own === lead?.clientId
    })
  })

test('[CLI-12] [CLI-14] three tabs, one socket; the tab that holds it is closed, and the others go on', async ({
  start,
  open,
}) => {
  const { url } = await start()
  const desks = [new ArchiveDesk(await open(url, 'surgeryClerk'))]
  const [first] = desks
  if (!first) throw new Error('no tab')
  desks.push(await first.another(), await first.another())
  for (const desk of desks) await desk.openCrates()
  await expectSockets(url, 1)

  const clerk = await signInAsScript(url, 'surgeryManager')
  const register = (label: string) =>
    clerk.must<Numbered>('POST', '/api/archive/crates', { label, location: 'A-1' })
  const before = await register('Ward books')
  for (const desk of desks) await desk.expectRow(before, ['Ward books'])

  const leads = await Promise.all(desks.map(({ page }) => isLeading(page)))
  expect(leads.filter(Boolean)).toHaveLength(1)
  const leader = desks[leads.indexOf(true)]
  const rest = desks.filter((desk) => desk !== leader)
  const closing = leader?.page.close()
  const [letters, plans] = await Promise.all([register('Letters'), register('Plans')])
  await closing
  for (const desk of rest) {
    await desk.expectRow(letters, ['Letters'])
    await desk.expectRow(plans, ['Plans'])
    await expectBadge(desk.page, 'Live', WITHIN_A_SECOND)
  }
  await expectSockets(url, 1)
  const after = await register('Films')
  for (const desk of rest) await desk.expectRow(after, ['Films'])
})

test('[CLI-14] the tab that holds the socket crashes, and the others go on', async ({ wardline, open }) => {
  const desks = [new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))]
  const [first] = desks
  if (!first) throw new Error('no tab')
  desks.push(await first.another(), await first.another())
  for (const desk of desks) await desk.openCrates()
  const leads = await Promise.all(desks.map(({ page }) => isLeading(page)))
  const leader = desks[leads.indexOf(true)]
  const rest = desks.filter((desk) => desk !== leader)
  const devtools = await leader?.page.context().newCDPSession(leader.page)
  const crashed = leader?.page.waitForEvent('crash')
  devtools?.send('Page.crash').catch(() => undefined)
  await crashed
  const clerk = await signInAsScript(wardline.url, 'surgeryManager')
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', { label: 'Plans', location: 'A-1' })
  for (const desk of rest) {
    await desk.expectRow(crate, ['Plans'])
    await expectBadge(desk.page, 'Live', WITHIN_A_SECOND)
  }
})

test('[CLI-12] two people in one cookie jar never share a socket, nor hear what is the other’s', async ({
  wardline,
  open,
}) => {
  const surgery = await open(wardline.url, 'surgeryClerk')
  const surgeryHears = heardFrames(surgery)
  await new ArchiveDesk(surgery).openCrates()
  const context = surgery.context()
  // The first one's session lives on, and so does the page; the jar is the second one's.
  await context.clearCookies()
  const radiology = await context.newPage()
  const radiologyHears = heardFrames(radiology)
  await signIn(radiology, wardline.url, 'radiologyClerk')
  const desk = new ArchiveDesk(radiology)
  await desk.openCrates()

  const [clerk, other] = [
    await signInAsScript(wardline.url, 'surgeryManager'),
    await signInAsScript(wardline.url, 'radiologyManager'),
  ]
  const label = { label: 'Plans', location: 'A-1' }
  const theirs = await clerk.must<Numbered>('POST', '/api/archive/crates', label)
  const own = await other.must<Numbered>('POST', '/api/archive/crates', label)
  await desk.expectRow(own, ['Plans'])
  const ids = (updates: readonly unknown[]) =>
    updates.map((update) => (update as { data: { id: string } }).data.id)
  await expect.poll(() => ids(surgeryHears.updates()), { timeout: 10_000 }).toContain(theirs.id)
  expect(ids(surgeryHears.updates())).not.toContain(own.id)
  expect(ids(radiologyHears.updates())).toContain(own.id)
  expect(ids(radiologyHears.updates())).not.toContain(theirs.id)
  await expectBadge(surgery, 'Live')

  // The end of a session is the end of all its tabs.
  const second = await desk.another()
  await second.openHome()
  await radiology.getByRole('button', { name: /^You:/ }).click()
  await radiology.getByRole('menuitem', { name: 'Sign out' }).click()
  await Promise.all([radiology.waitForURL('**/sign-in**'), second.page.waitForURL('**/sign-in**')])
})

test('[CLI-12] plain http on a name of the local network: each tab has a socket of its own', async ({
  wardline,
  browser,
}) => {
  const address = `http://wardline.lan:${wardline.first.port}`
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, address, 'surgeryClerk')
  expect(await page.evaluate(() => 'locks' in navigator)).toBe(false)
  const desk = new ArchiveDesk(page)
  const another = await desk.another()
  await expectBadge(another.page, 'Live')
  const opened: string[] = []
  for (const { page: tab } of [desk, another]) tab.on('websocket', (socket) => opened.push(socket.url()))
  for (const each of [desk, another]) await each.openCrates()
  expect(new Set(opened).size).toBe(2)
  const clerk = await signInAsScript(wardline.url, 'surgeryManager')
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', { label: 'Plans', location: 'A-1' })
  for (const each of [desk, another]) await each.expectRow(crate, ['Plans'])
  await context.close()
})
