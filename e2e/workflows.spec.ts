import { createRendezvous } from '../lib/platform/testing/createRendezvous.ts'
import { ArchiveDesk, type Numbered } from './harness/archiveDesk.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

test('a withdrawal goes out and comes back; each step shows in the other browser, none in the other unit', async ({
  wardline,
  open,
}) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const eve = new ArchiveDesk(await open(wardline.url, 'radiologyManager'))
  await eve.openRequests()
  const crate = await bea.createCrate('Ward books 2019', 'A-1')
  const request = await bea.requestThisCrate('The auditors come.')
  await ann.openRequest(request)
  const crateForAnn = await ann.another()
  await crateForAnn.openCrate(crate)

  await ann.decide('Approve')
  await Promise.all([bea.expectStatus('Approved'), crateForAnn.expectStatus('Withdrawn')])
  await bea.decide('Confirm return')
  // A word at the edge of the screen stays as long as the pointer rests on it.
  const undo = bea.page.getByRole('button', { name: 'Undo' })
  await undo.hover()
  await Promise.all([ann.expectStatus('Completed'), crateForAnn.expectStatus('Stored')])
  await undo.click()
  await Promise.all([ann.expectStatus('Approved'), crateForAnn.expectStatus('Withdrawn')])
  await bea.decide('Confirm return')
  await Promise.all([ann.expectStatus('Completed'), crateForAnn.expectStatus('Stored')])
  await eve.expectNoRow(request)
})

test('a destruction needs two managers, and neither is the one who asked', async ({ wardline, open }) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const max = new ArchiveDesk(await open(wardline.url, 'secondSurgeryManager'))
  const script = await signInAsScript(wardline.url, 'surgeryClerk')
  const crate = await script.must<Numbered>('POST', '/api/archive/crates', {
    label: 'Invoices 1999',
    location: 'A-1',
    retain_until: '2010-12-31',
  })
  const request = await bea.createDestruction(crate, 'Nobody needs them.')
  await expect(bea.page.getByRole('button', { name: 'Approve', exact: true })).toBeHidden()
  await Promise.all([ann.openRequest(request), max.openRequest(request)])

  await ann.decide('Approve')
  const secondYes = { name: 'Approve destruction', exact: true }
  await expect(max.page.getByRole('button', secondYes)).toBeVisible(WITHIN_A_SECOND)
  await expect(ann.page.getByRole('button', secondYes)).toBeHidden()
  await max.decide('Approve destruction')
  await Promise.all([ann.expectStatus('Completed'), bea.expectStatus('Completed')])
  await bea.openCrate(crate)
  await bea.expectStatus('Destroyed')
})

test('a transfer that the destination refuses leaves the crate where it was', async ({ wardline, open }) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const eve = new ArchiveDesk(await open(wardline.url, 'radiologyManager'))
  const crate = await bea.createCrate('Films of 2018', 'A-1')
  const request = await bea.createTransfer(crate, 'Radiology', 'They are yours.')
  const crateForBea = await bea.another()
  await crateForBea.openCrate(crate)
  await Promise.all([ann.openRequest(request), eve.openRequest(request)])

  await ann.decide('Approve')
  await Promise.all([eve.expectStatus('Under way'), crateForBea.expectStatus('In transfer')])
  const eveFeed = await eve.another()
  await eveFeed.openActivity()
  await bea.comment('Twelve boxes.')
  await Promise.all([
    eve.expectDetail('Twelve boxes.'),
    eveFeed.expectDetail(new RegExp(`commented on ${request.number}`)),
  ])
  await eve.decide('Refuse', 'We have no room.')
  await Promise.all([
    ann.expectStatus('Rejected'),
    bea.expectDetail('We have no room.'),
    crateForBea.expectStatus('Stored'),
  ])
  const mine = await signInAsScript(wardline.url, 'radiologyManager')
  expect((await mine.call('GET', `/api/archive/crates/${crate.id}`)).status).toBe(404)
})

test('two managers decide at the same instant: one does, the other is told', async ({ wardline, open }) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', { label: 'Books', location: 'A-1' })
  const request = await clerk.must<Numbered>('POST', '/api/archive/requests', {
    kind: 'withdrawal',
    crate_ids: [crate.id],
    reason: 'Audit',
  })
  const managers = [
    new ArchiveDesk(await open(wardline.url, 'surgeryManager')),
    new ArchiveDesk(await open(wardline.url, 'secondSurgeryManager')),
  ]
  await Promise.all(managers.map((desk) => desk.openRequest(request)))
  for (const [index, { page }] of managers.entries()) {
    await page.getByRole('button', { name: index === 0 ? 'Approve' : 'Reject', exact: true }).click()
  }
  // Neither decision sets out before both are sent: a page that has heard of the other one would not send its own.
  const bothAreSent = createRendezvous(2)
  for (const { page } of managers) {
    await page.route(/\/requests\/[^/]+\/(approve|reject)$/, async (route) => {
      await bothAreSent()
      await route.continue()
    })
  }
  for (const [index, { page }] of managers.entries()) {
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: index === 0 ? 'Approve' : 'Reject', exact: true }).click()
  }

  const now = async () =>
    await clerk.must<{ status: string; version: number }>('GET', `/api/archive/requests/${request.id}`)
  await expect.poll(async () => (await now()).version).toBe(2)
  const status = (await now()).status === 'approved' ? 'Approved' : 'Rejected'
  await Promise.all(managers.map((desk) => desk.expectStatus(status)))
  const winner = status === 'Approved' ? 0 : 1
  const losers = managers.filter((_, index) => index !== winner)
  for (const { page } of losers)
    await expect(page.getByText(/has been changed meanwhile/).first()).toBeVisible()
})

test('comments come as they are written, and the other one sees who writes', async ({ wardline, open }) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const crate = await bea.createCrate('Ward books 2019', 'A-1')
  await bea.openCrate(crate)
  const request = await bea.requestThisCrate('The auditors come.')
  await ann.openRequest(request)
  await ann.page.getByRole('textbox', { name: 'Comment' }).pressSequentially('Which years?')
  await expect(bea.page.getByText(/is typing/)).toBeVisible(WITHIN_A_SECOND)
  await ann.page.getByRole('button', { name: 'Comment', exact: true }).click()
  await bea.expectDetail('Which years?')
  await expect(bea.page.getByText(/is typing/)).toBeHidden(WITHIN_A_SECOND)
})

test('two people edit one request: the later save sees both versions, and nothing is overwritten', async ({
  wardline,
  open,
}) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  const ann = new ArchiveDesk(await open(wardline.url, 'surgeryManager'))
  const crate = await bea.createCrate('Ward books 2019', 'A-1')
  await bea.openCrate(crate)
  const request = await bea.requestThisCrate('The auditors come.')
  await ann.openRequest(request)
  const edit = async ({ page }: ArchiveDesk, reason: string) => {
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill(reason)
  }
  await edit(ann, 'The auditors come on Thursday.')
  await edit(bea, 'The auditors come on Friday.')
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(ann.page.getByRole('dialog')).toBeHidden()

  // Live, at the field; saving it regardless is not possible without having chosen.
  await expect(bea.page.getByRole('dialog').getByText('The auditors come on Thursday.')).toBeVisible(
    WITHIN_A_SECOND,
  )
  await bea.page.getByRole('dialog').getByRole('button', { name: 'Keep mine' }).first().click()
  await bea.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await Promise.all([
    ann.expectDetail('The auditors come on Friday.'),
    bea.expectDetail('The auditors come on Friday.'),
  ])
})

test('what one types survives a reload', async ({ wardline, open }) => {
  const bea = new ArchiveDesk(await open(wardline.url, 'surgeryClerk'))
  await bea.openCrates()
  const openDialog = () => bea.page.getByRole('button', { name: 'Register crate' }).click()
  const title = bea.page.getByRole('dialog').getByRole('textbox', { name: 'Title' })
  await openDialog()
  await title.fill('Half a title')
  await bea.openCrates()
  await openDialog()
  await expect(title).toHaveValue('Half a title')
  await bea.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click()
  await expect(title).toHaveValue('')
})
