import type { Page } from '@playwright/test'
import { ArchiveDesk, type Numbered } from './harness/archiveDesk.ts'
import { PASSWORD, PEOPLE } from './harness/people.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { expectBadge, fillSignIn, signIn } from './harness/signIn.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

// Where an account or its sessions are changed for good, the hospital is the test's own: others sign the same people in.

test('[CON-5] a session ended from another browser is signed out there within a second', async ({
  start,
  open,
}) => {
  const wardline = await start()
  const desk = await open(wardline.url, 'doctor')
  const phone = await open(wardline.url, 'doctor')
  const sockets = openSockets(desk)
  await desk.reload()
  await expectBadge(desk, 'Live')

  await phone.goto(`${wardline.url}/account`)
  await phone.getByRole('button', { name: /^Sign out there/ }).click()
  await phone.getByRole('alertdialog').getByRole('button', { name: 'Sign out there' }).click()
  await Promise.all([
    expect.poll(sockets, { ...WITHIN_A_SECOND, intervals: [20] }).toBe(0),
    desk.waitForURL('**/sign-in**', { timeout: 5_000 }),
  ])
  await expect(phone.getByRole('button', { name: /^Sign out there/ })).toHaveCount(0)
  await expectBadge(phone, 'Live')
})

test('a changed password ends the other sessions and is the one that counts', async ({
  start,
  open,
  browser,
}) => {
  const wardline = await start()
  const desk = await open(wardline.url, 'planner')
  const phone = await open(wardline.url, 'planner')
  const next = 'a few unrelated words'

  await desk.goto(`${wardline.url}/account`)
  await desk.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD)
  await desk.getByRole('textbox', { name: 'New password' }).fill(next)
  await desk.getByRole('button', { name: 'Change password' }).click()
  await expect(desk.getByText('Your password is changed')).toBeVisible()
  await phone.waitForURL('**/sign-in**')
  await expectBadge(desk, 'Live')

  await fillSignIn(phone, 'planner', PASSWORD)
  await expect(phone.getByText('The e-mail address or the password is not right.')).toBeVisible()
  const fresh = await browser.newPage()
  await signIn(fresh, wardline.url, 'planner', next)
  await fresh.close()
})

test('signing out ends the session; a wrong password tells nothing about the account', async ({
  wardline,
  open,
  page,
}) => {
  const desk = await open(wardline.url, 'surgeryClerk')
  await desk.getByRole('button', { name: /^You:/ }).click()
  await desk.getByRole('menuitem', { name: 'Sign out' }).click()
  await desk.waitForURL('**/sign-in**')
  await desk.goto(`${wardline.url}/archive/crates`)
  await desk.waitForURL('**/sign-in**')

  await page.goto(`${wardline.url}/sign-in`)
  await fillSignIn(page, 'surgeryClerk', 'wrong')
  const refusal = page.getByText('The e-mail address or the password is not right.')
  await expect(refusal).toBeVisible()
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('nobody@wardline.test')
  await expect(refusal).toBeHidden()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(refusal).toBeVisible()
})

test('[CON-5] a person who is disabled by hand in the database is signed out', async ({ start, open }) => {
  const wardline = await start()
  const desk = await open(wardline.url, 'nurse')
  await wardline.database.query(`UPDATE users SET status = 'disabled' WHERE email = $1`, [PEOPLE.nurse])
  await desk.waitForURL('**/sign-in**', { timeout: 5_000 })
  await expect(signInAsScript(wardline.url, 'nurse')).rejects.toThrow('401')
})

test('plain http on a name of the local network: sign-in, cookies and live updates work', async ({
  wardline,
  browser,
}) => {
  const address = `http://wardline.lan:${wardline.first.port}`
  const page = await browser.newPage()
  await signIn(page, address, 'surgeryClerk')
  expect(await page.evaluate(() => globalThis.isSecureContext)).toBe(false)
  const desk = new ArchiveDesk(page)
  await desk.openCrates()
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', {
    label: 'Ward books',
    location: 'A-1',
  })
  await desk.expectRow(crate, ['Ward books'])
  await desk.createCrate('Letters', 'A-2')
  await page.close()
})

/** How many sockets the page has open, of those that it opens from now on. */
function openSockets(page: Page): () => number {
  let open = 0
  page.on('websocket', (socket) => {
    open += 1
    socket.on('close', () => {
      open -= 1
    })
  })
  return () => open
}
