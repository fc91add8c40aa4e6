import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test, WITHIN_A_SECOND } from './harness/test.ts'

/** In both themes, on a phone and at a desk. */
async function expectAccessible(page: Page): Promise<void> {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([])
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `scrolls sideways at ${width} px`).toBe(0)
  }
}

test('one says how one is told, the site goes before, admins see what leaves, and a push is shown', async ({
  start,
  open,
}) => {
  const wardline = await start({ env: { VAPID_SUBJECT: 'mailto:it@hospital.example' } })
  const admin = await open(wardline.url, 'admin')
  const clerk = await open(wardline.url, 'surgeryClerk', { permissions: ['notifications'] })
  await admin.goto(`${wardline.url}/outbox`)
  await clerk.goto(`${wardline.url}/account`)

  // An own choice, kept over a reload.
  const mention = clerk.getByRole('checkbox', { name: 'You are mentioned: Push' })
  await expect(mention).toBeChecked()
  await clerk
    .getByRole('row', { name: /You are mentioned/ })
    .locator('label')
    .first()
    .click()
  await expect(mention).not.toBeChecked()
  await clerk.getByRole('button', { name: 'Add quiet hours' }).click()
  await clerk.getByRole('button', { name: 'Save quiet hours' }).click()
  await expect(clerk.getByText('Your quiet hours are saved')).toBeVisible()
  await clerk.reload()
  await expect(mention).not.toBeChecked()
  await expect(clerk.getByRole('textbox', { name: 'From' })).toHaveValue('22:00')

  // The site's rule shows there at once, and cannot be changed.
  await admin.getByRole('button', { name: /You are mentioned: Push/ }).click()
  await admin.getByRole('option', { name: 'Always' }).click()
  const ruled = clerk.getByRole('checkbox', { name: /You are mentioned: Push, always by the site/ })
  await expect(ruled).toBeChecked(WITHIN_A_SECOND)
  await expect(ruled).toBeDisabled()

  // What would have been mailed stands in the outbox.
  const script = await signInAsScript(wardline.url, 'admin')
  const me = await (await signInAsScript(wardline.url, 'surgeryClerk')).must<{ id: string }>('GET', '/api/me')
  await script.must('POST', `/api/ws/notify/user/${me.id}`, {
    severity: 'info',
    title: 'Zwetschgenknoedel',
    message: 'Only at the desk',
  })
  const line = admin.getByRole('list', { name: 'Deliveries' }).getByRole('listitem')
  await expect(line.filter({ hasText: 'clerk.surgery@wardline.test' })).toContainText('No transport')
  await expect(line.first()).toContainText('You have a new notice in Wardline.')
  await expect(line.first()).not.toContainText('Zwetschgenknoedel')
  await expect(line.first().getByRole('button', { name: /^Send now/ })).toBeDisabled()
  await expectAccessible(admin)
  await expectAccessible(clerk)
  // For others there is no outbox.
  await clerk.goto(`${wardline.url}/outbox`)
  await expect(clerk.getByText('Outbox')).toHaveCount(0)

  await clerk.goto(`${wardline.url}/account`)
  expect(
    await receivePush(clerk, '{"title":"You have a new mention in Wardline.","path":"/messages","tag":"t"}'),
  ).toEqual(['You have a new mention in Wardline.'])
})

/** Has the browser hand a push to the service worker. Returns the titles that it shows then. */
async function receivePush(page: Page, data: string): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/sw.js')
    await navigator.serviceWorker.ready
  })
  const registrationId = await registered
  const origin = new URL(page.url()).origin
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  const shown = (): Promise<string[]> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(({ title }) => title)
    })
  await expect.poll(shown).toHaveLength(1)
  return await shown()
}
