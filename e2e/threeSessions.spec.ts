import { ArchiveDesk, type Numbered } from './harness/archiveDesk.ts'
import { heardFrames } from './harness/heardFrames.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'

test('crates: what one of Surgery does, the other sees within a second; Radiology sees none of it', async ({
  wardline,
  open,
}) => {
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const eve = new ArchiveDesk(await open(wardline.url, 'radiologyClerk'))
  const [list, home] = [bea, await bea.another()]
  await list.openCrates()
  await home.openHome()
  const before = await home.counts()
  const eveHome = await eve.another()
  await eveHome.openHome()
  const eveBefore = await eveHome.counts()
  await eve.openCrates()
  const eveHeard = heardFrames(eve.page, eveHome.page)
  await eve.page.reload()

  const crate = await ann.createCrate('Ward books 2019', 'Basement B, shelf 14')
  await Promise.all([
    list.expectRow(crate, ['Ward books 2019', 'Basement B, shelf 14', 'Stored']),
    home.expectCounts({ Stored: (before['Stored'] ?? 0) + 1 }),
  ])

  const detail = await bea.another()
  await detail.openCrate(crate)
  await ann.moveCrate('Attic, shelf 2')
  await Promise.all([list.expectRow(crate, ['Attic, shelf 2']), detail.expectDetail('Attic, shelf 2')])

  const request = await ann.requestThisCrate('The auditors come on Thursday.')
  await Promise.all([
    list.expectRow(crate, ['Requested']),
    detail.expectStatus('Requested'),
    detail.expectDetail(request.number),
    home.expectCounts({ Requested: (before['Requested'] ?? 0) + 1, Pending: (before['Pending'] ?? 0) + 1 }),
  ])
  await ann.decide('Cancel request')
  await Promise.all([
    list.expectRow(crate, ['Stored']),
    detail.expectStatus('Stored'),
    home.expectCounts({ ...before, Stored: (before['Stored'] ?? 0) + 1 }),
  ])

  await eve.expectNoRow(crate)
  await eveHome.expectCounts(eveBefore)
  expect(eveHeard.updates()).toEqual([])
  await eve.page.goto(`${wardline.url}/archive/crates/${crate.id}`)
  await expect(eve.page.getByText('There is no such crate')).toBeVisible()
})

test('requests: made, sent back, changed, resubmitted, approved, rejected, cancelled, in step everywhere', async ({
  wardline,
  open,
}) => {
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const eve = new ArchiveDesk(await open(wardline.url, 'radiologyManager'))
  const crates = [
    await bea.createCrate('Ward books 2019', 'A-1'),
    await bea.createCrate('Ward books 2020', 'A-2'),
  ]
  const [list, home] = [ann, await ann.another()]
  await list.openRequests()
  await home.openHome()
  const before = await home.counts()
  await eve.openRequests()
  const eveHeard = heardFrames(eve.page)
  await eve.page.reload()

  const request = await bea.createWithdrawal(crates, 'The auditors come.')
  await Promise.all([
    list.expectRow(request, ['The auditors come.', 'Pending']),
    home.expectDetail(request.number),
    home.expectCounts({ Pending: (before['Pending'] ?? 0) + 1, Requested: (before['Requested'] ?? 0) + 2 }),
  ])

  const detail = await ann.another()
  await detail.openRequest(request)
  await detail.decide('Send back', 'Which years?')
  await Promise.all([
    bea.expectStatus('Sent back'),
    bea.expectDetail('Which years?'),
    list.expectRow(request, ['Sent back']),
    home.expectCounts({ 'Sent back': (before['Sent back'] ?? 0) + 1, Pending: before['Pending'] ?? 0 }),
  ])

  await bea.changeReason('The auditors come for 2019 and 2020.')
  await Promise.all([
    detail.expectDetail('The auditors come for 2019 and 2020.'),
    list.expectRow(request, ['The auditors come for 2019 and 2020.']),
  ])
  await bea.decide('Resubmit')
  await Promise.all([detail.expectStatus('Pending'), list.expectRow(request, ['Pending'])])

  await detail.decide('Approve')
  await Promise.all([
    bea.expectStatus('Approved'),
    list.expectRow(request, ['Approved']),
    home.expectCounts({ Withdrawn: (before['Withdrawn'] ?? 0) + 2, Pending: before['Pending'] ?? 0 }),
  ])

  const [third, fourth] = [await bea.createCrate('Plans', 'A-3'), await bea.createCrate('Letters', 'A-4')]
  const rejected = await bea.createWithdrawal([third], 'For the office.')
  await detail.openRequest(rejected)
  await detail.decide('Reject', 'Not needed.')
  await Promise.all([
    bea.expectStatus('Rejected'),
    bea.expectDetail('Not needed.'),
    list.expectRow(rejected, ['Rejected']),
  ])

  const cancelled = await bea.createWithdrawal([fourth], 'A mistake.')
  await detail.openRequest(cancelled)
  await bea.decide('Cancel request')
  await Promise.all([detail.expectStatus('Cancelled'), list.expectRow(cancelled, ['Cancelled'])])

  for (const each of [request, rejected, cancelled]) await eve.expectNoRow(each)
  expect(eveHeard.updates()).toEqual([])
})

test('a transfer: both units see it, the receipt moves the crates, and nobody reloads', async ({
  wardline,
  open,
}) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const eve = new ArchiveDesk(await open(wardline.url, 'radiologyManager'))
  const crate = await bea.createCrate('Films of 2018', 'A-1')
  const request = await bea.createTransfer(crate, 'Radiology', 'They are yours.')
  await eve.openRequest(request)
  const eveCrates = await eve.another()
  await eveCrates.openCrates()
  await eveCrates.expectNoRow(crate)

  await ann.openRequest(request)
  await ann.decide('Approve')
  await Promise.all([bea.expectStatus('Under way'), eve.expectStatus('Under way')])

  await eve.decide('Confirm receipt')
  await Promise.all([
    bea.expectStatus('Completed'),
    ann.expectStatus('Completed'),
    eveCrates.expectRow(crate, ['Films of 2018', 'Stored']),
  ])
})

test('while one reads a list, what others add waits behind a bar, and what they change shows in place', async ({
  wardline,
  open,
}) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = await signInAsScript(wardline.url, 'surgeryManager')
  const register = (label: string) =>
    ann.must<Numbered & { version: number }>('POST', '/api/archive/crates', { label, location: 'A-1' })
  const known = await register('Ward books')
  await bea.openCrates()
  await bea.row(known).hover()
  await bea.page.mouse.move(400, 400, { steps: 5 })

  const added = await register('Letters')
  await ann.must('PATCH', `/api/archive/crates/${known.id}`, { version: known.version, location: 'Z-9' })
  await bea.expectRow(known, ['Z-9'])
  const bar = bea.page.getByRole('button', { name: /^1 new/ })
  await expect(bar).toBeVisible()
  await bea.expectNoRow(added)
  await bar.click()
  await bea.expectRow(added, ['Letters'])
})
