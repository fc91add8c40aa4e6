import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { signInAsScript } from './harness/scriptClient.ts'
import { expect, test } from './harness/test.ts'

const WIDTHS = [360, 1440] as const
const THEMES = ['light', 'dark'] as const

/** Everything that axe knows of WCAG 2.2 AA, and its own good practice, in both themes and at both widths. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectNoFindings(page, `${what}, ${colorScheme}, ${width} px wide`)
    }
    expect(await findWidest(page), `${what} scrolls sideways at ${width} px`).toEqual([])
  }
}

async function expectNoFindings(page: Page, what: string): Promise<void> {
  // A colour in the middle of its transition is not the colour that people read.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
  // Legacy mode looks at this page alone, without opening another to sum up: there are no frames of others here.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
  expect(found, what).toEqual([])
}

/** What reaches beyond the right edge of a page that scrolls sideways. */
function findWidest(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth
      ? []
      : [...document.querySelectorAll('body *')]
          .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
          .map((element) => element.outerHTML.slice(0, 120)),
  )
}

async function expectPagesAccessible(page: Page, url: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    // Where only the detail fits, its heading tells that it has come.
    await page.setViewportSize({ width: WIDTHS[0], height: 900 })
    await page.goto(url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, path)
  }
}

/** A crate of Surgery's and a request for it, made by a clerk. */
async function makeRequest(url: string): Promise<{ crateId: string; requestId: string }> {
  const clerk = await signInAsScript(url, 'surgeryClerk')
  const crate = await clerk.must<{ id: string }>('POST', '/api/archive/crates', {
    label: 'Ward books',
    location: 'A-1',
  })
  const request = await clerk.must<{ id: string }>('POST', '/api/archive/requests', {
    kind: 'withdrawal',
    crate_ids: [crate.id],
    reason: 'Audit of the year',
  })
  return { crateId: crate.id, requestId: request.id }
}

/** A conversation of Surgery's clerk and manager, with a message. */
async function makeTalk(url: string): Promise<string> {
  const manager = await signInAsScript(url, 'surgeryManager')
  const { id: managerId } = await manager.must<{ id: string }>('GET', '/api/me')
  const clerk = await signInAsScript(url, 'surgeryClerk')
  const talk = await clerk.must<{ id: string }>('POST', '/api/messages/conversations', {
    kind: 'direct',
    user_id: managerId,
  })
  await clerk.must('POST', `/api/messages/conversations/${talk.id}/messages`, { content: 'Bed 4 is free' })
  return talk.id
}

test('axe finds nothing before sign-in', async ({ wardline, page }) => {
  await page.goto(`${wardline.url}/sign-in`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await expectAccessible(page, '/sign-in')
  await page.goto(`${wardline.url}/set-up?token=spent`)
  await expect(page.getByRole('link', { name: 'Go to sign-in' })).toBeVisible()
  await expectAccessible(page, '/set-up')
})

test('axe finds nothing on the pages of the archive', async ({ wardline, open }) => {
  const { crateId, requestId } = await makeRequest(wardline.url)
  await expectPagesAccessible(await open(wardline.url, 'surgeryManager'), wardline.url, [
    '/archive/crates',
    '/archive/requests',
    `/archive/crates/${crateId}`,
    `/archive/requests/${requestId}`,
    '/archive/crates/import',
    `/archive/crates/labels?ids=${crateId}`,
    '/archive/crates/print',
    '/archive/requests/print',
  ])
})

test('axe finds nothing on the other pages of the desk', async ({ wardline, open }) => {
  const talkId = await makeTalk(wardline.url)
  await expectPagesAccessible(await open(wardline.url, 'surgeryManager'), wardline.url, [
    '/',
    '/activity',
    '/messages',
    `/messages/${talkId}`,
    '/notifications',
    '/account',
    '/nothing/here',
  ])
})

test('axe finds nothing on the pages of admins', async ({ wardline, open }) => {
  await expectPagesAccessible(await open(wardline.url, 'admin'), wardline.url, [
    '/notifications/compose',
    '/notifications/sent',
    '/outbox',
  ])
})

test('axe finds nothing in dialogs and panels', async ({ wardline, open }) => {
  const { requestId } = await makeRequest(wardline.url)
  const page = await open(wardline.url, 'surgeryManager')
  await page.goto(`${wardline.url}/archive/requests/${requestId}`)
  await page.getByRole('button', { name: 'Send back' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a decision')
  await page.keyboard.press('Escape')

  await page.goto(`${wardline.url}/archive/crates`)
  await expect(page.getByRole('table', { name: 'Crates' })).toBeVisible()
  await page.getByRole('button', { name: 'Scan a label' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'the scanner')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('Ward')
  await expect(page.getByRole('option', { name: 'Ward books' }).first()).toBeVisible()
  await expectAccessible(page, 'the palette')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Notifications/ })
    .click()
  await expect(
    page.getByRole('dialog', { name: 'Notifications' }).getByRole('listitem').first(),
  ).toBeVisible()
  await expectAccessible(page, 'the panel of notifications')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectAccessible(page, 'the list of keys')
})
