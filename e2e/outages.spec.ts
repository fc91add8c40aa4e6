import { ArchiveDesk } from './harness/archiveDesk.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expectBadge } from './harness/signIn.ts'
import { expect, test } from './harness/test.ts'

/** Backoff and start-up lie between the server's return and the page's: patience for a busy machine. */
const COMES_BACK = { timeout: 30_000 }

test('[CLI-4] the server is killed: Syncing; it returns: Live, and what happened meanwhile is there', async ({
  start,
  open,
}) => {
  const wardline = await start()
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const crate = await bea.createCrate('Ward books', 'A-1')
  const list = await bea.another()
  await list.openCrates()
  await bea.openCrate(crate)
  const loads = countLoads(bea)

  await wardline.first.kill('SIGKILL')
  await Promise.all([expectBadge(bea.page, 'Syncing'), expectBadge(list.page, 'Syncing')])
  // Somebody at a psql prompt, while no process of ours runs.
  await wardline.database.query(`UPDATE crates SET location = 'Z-9', version = version + 1 WHERE id = $1`, [
    crate.id,
  ])
  await wardline.first.start()

  await Promise.all([expectBadge(bea.page, 'Live', COMES_BACK), expectBadge(list.page, 'Live', COMES_BACK)])
  await bea.expectDetail('Z-9')
  await list.expectRow(crate, ['Z-9'])
  expect(loads()).toBe(0)
})

for (const redis of [true, false]) {
  test(`two processes ${redis ? 'with' : 'without'} Redis, a browser on each, are in step`, async ({
    start,
    open,
  }) => {
    const wardline = await start({ processes: 2, redis })
    const ann = new ArchiveDesk(await open(wardline.first.url, 'surgeryManager'))
    const bea = new ArchiveDesk(await open(wardline.second.url, 'surgeryClerk'))
    await ann.openCrates()
    const crate = await bea.createCrate('Ward books', 'A-1')
    await ann.expectRow(crate, ['Ward books'])
    const request = await bea.requestThisCrate('The auditors come.')
    await ann.openRequest(request)
    await ann.decide('Approve')
    await bea.expectStatus('Approved')
  })
}

test('[BUS-1] Redis is killed and does not come back: changes go on between the processes', async ({
  start,
  open,
}) => {
  const wardline = await start({ processes: 2, redis: true })
  const ann = new ArchiveDesk(await open(wardline.first.url, 'surgeryManager'))
  const bea = new ArchiveDesk(await open(wardline.second.url, 'surgeryClerk'))
  await ann.openCrates()
  const first = await bea.createCrate('Before', 'A-1')
  await ann.expectRow(first, ['Before'])

  await wardline.redis?.kill()
  const second = await bea.createCrate('After', 'A-2')
  await ann.expectRow(second, ['After'])
  await bea.moveCrate('A-3')
  await ann.expectRow(second, ['A-3'])
  await expectBadge(ann.page, 'Live')
})

test('one of two processes is killed: its browser comes back, and nothing is missing', async ({
  start,
  open,
}) => {
  const wardline = await start({ processes: 2, redis: true })
  const ann = new ArchiveDesk(await open(wardline.first.url, 'surgeryManager'))
  await ann.openCrates()
  const clerk = await signInAsScript(wardline.second.url, 'surgeryClerk')

  await wardline.first.kill('SIGKILL')
  await expectBadge(ann.page, 'Syncing')
  const crate = await clerk.must<{ id: string; number: string }>('POST', '/api/archive/crates', {
    label: 'Made meanwhile',
    location: 'A-1',
  })
  await wardline.first.start()
  await expectBadge(ann.page, 'Live', COMES_BACK)
  await ann.expectRow(crate, ['Made meanwhile'])
})

/** Counts page loads from now on. */
function countLoads({ page }: ArchiveDesk): () => number {
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  return () => loads
}
