import type { Locator, Page } from '@playwright/test'
import { signInAsScript, type ScriptClient } from './harness/scriptClient.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

const bell = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: /^Notifications/ })
const toast = (page: Page): Locator => page.locator('[data-sonner-toast]')

async function expectUnread(pages: readonly Page[], unread: number): Promise<void> {
  const name = unread === 0 ? 'Notifications' : `Notifications: ${unread} unread`
  await Promise.all(pages.map((page) => expect(bell(page)).toHaveAccessibleName(name, WITHIN_A_SECOND)))
}

/** Whoever comes may have something unread of other tests. */
const readAll = (person: ScriptClient) =>
  person.must('POST', '/api/notifications/read-all', { up_to: Number.MAX_SAFE_INTEGER })

async function fileRequest(clerk: ScriptClient): Promise<string> {
  const crate = await clerk.must<{ id: string }>('POST', '/api/archive/crates', {
    label: 'Night books',
    location: 'A-1',
  })
  const request = await clerk.must<{ id: string }>('POST', '/api/archive/requests', {
    kind: 'withdrawal',
    crate_ids: [crate.id],
    reason: 'Audit',
  })
  return request.id
}

test('a request that waits is counted and told in every tab and device of its manager, and settled in all by one', async ({
  wardline,
  open,
}) => {
  const [clerk, manager, radiology] = await Promise.all([
    signInAsScript(wardline.url, 'surgeryClerk'),
    signInAsScript(wardline.url, 'surgeryManager'),
    signInAsScript(wardline.url, 'radiologyManager'),
  ])
  await readAll(manager)
  await readAll(radiology)
  const ann = await open(wardline.url, 'surgeryManager')
  const tab = await ann.context().newPage()
  await tab.goto(wardline.url)
  const phone = await open(wardline.url, 'surgeryManager', { viewport: { width: 390, height: 844 } })
  const all = [ann, tab, phone]
  await expect(tab.getByRole('button', { name: 'Connection: Live' })).toBeVisible()
  await expectUnread(all, 0)

  const id = await fileRequest(clerk)
  await expectUnread(all, 1)
  await Promise.all(
    all.map((page) => expect(toast(page).getByText(/waits for a decision/)).toBeVisible(WITHIN_A_SECOND)),
  )
  await expect(tab).toHaveTitle(/^\(\d+\) /)
  await expect(tab.locator('link#unread-icon')).toHaveAttribute('href', '/icon-unread.svg')

  // Opened on one, it is read on all, and no toast speaks of it any more.
  await bell(ann).press('Enter')
  await ann
    .getByRole('dialog', { name: 'Notifications' })
    .getByRole('link', { name: /waits for a decision/ })
    .first()
    .press('Enter')
  await ann.waitForURL(`**/archive/requests/${id}`)
  await expectUnread(all, 0)
  await expect(toast(tab)).toHaveCount(0)
  expect(await radiology.must('GET', '/api/notifications/counts')).toMatchObject({ unread: 0 })

  // Put off, it is gone everywhere; shown again, it is back.
  await fileRequest(clerk)
  await expectUnread(all, 1)
  await phone.goto(`${wardline.url}/notifications`)
  await phone.getByRole('button', { name: /^Put off: / }).click()
  await phone.getByRole('menuitem', { name: 'For an hour' }).click()
  await expectUnread(all, 0)
  await phone.getByRole('radio', { name: 'Put off' }).click()
  await phone.getByRole('button', { name: /^Put off: / }).click()
  await phone.getByRole('menuitem', { name: 'Show again now' }).click()
  await expectUnread(all, 1)
  await fileRequest(clerk)
  await expectUnread(all, 2)
  await phone.getByRole('button', { name: 'Mark all as read' }).click()
  await expectUnread(all, 0)
})

test('an admin’s words reach whom they are for, and the sender sees who has seen them as it happens', async ({
  wardline,
  open,
}) => {
  const admin = await open(wardline.url, 'admin')
  const ria = await open(wardline.url, 'radiologyManager')
  const riaPhone = await open(wardline.url, 'radiologyManager', { viewport: { width: 390, height: 844 } })
  const bea = await open(wardline.url, 'surgeryClerk')

  await admin.goto(`${wardline.url}/notifications/compose`)
  await admin.getByRole('radio', { name: 'A unit' }).click()
  await admin.getByRole('combobox', { name: 'Unit' }).fill('Radio')
  await admin.getByRole('option', { name: 'Radiology' }).click()
  await admin.getByRole('radio', { name: 'Critical' }).click()
  await admin.getByRole('button', { name: 'Send…' }).click()
  await expect(admin.getByText('Write a title.')).toBeVisible()
  await admin.getByRole('textbox', { name: 'Title' }).fill('Lift 2 is out')
  await admin.getByRole('textbox', { name: 'Message', exact: true }).fill('Take the stairs until noon.')
  await admin.getByText('Ask for “I have seen this”').click()
  await admin.getByRole('button', { name: 'Send…' }).click()
  const question = admin.getByRole('alertdialog', { name: /^Send it to \d+ people\?$/ })
  await question.getByRole('button', { name: /^Send to \d+ people$/ }).click()
  await admin.waitForURL('**/notifications/sent')
  const sent = admin.getByRole('listitem').filter({ hasText: 'Lift 2 is out' })
  await expect(sent.getByText(/^0 of \d+ have acknowledged it$/)).toBeVisible()
  await sent.getByRole('button', { name: 'Show who' }).click()

  const bar = (page: Page) => page.getByRole('region', { name: 'To be acknowledged' })
  await Promise.all(
    [ria, riaPhone].map((page) => expect(bar(page)).toContainText('Lift 2 is out', WITHIN_A_SECOND)),
  )
  // It stands there until it is acknowledged, after a reload too.
  await riaPhone.reload()
  await expect(bar(riaPhone)).toContainText('Take the stairs until noon.')
  await bar(ria).getByRole('button', { name: 'I have seen this' }).click()
  await Promise.all([ria, riaPhone].map((page) => expect(bar(page)).toBeHidden(WITHIN_A_SECOND)))
  await expect(sent.getByText(/^1 of \d+ have acknowledged it$/)).toBeVisible(WITHIN_A_SECOND)
  await expect(sent.getByRole('list', { name: 'Have acknowledged it' })).toContainText(/on (Chrom|Headless)/)
  await expect(bar(bea)).toBeHidden()
  await bea.goto(`${wardline.url}/notifications/compose`)
  await expect(bea.getByText('There is nothing at this address')).toBeVisible()
})
