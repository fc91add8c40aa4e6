import type { BrowserContext, Page } from '@playwright/test'
import config from '../playwright.config.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { signIn } from './harness/signIn.ts'
import { expect, test } from './harness/test.ts'
import { watchPolicy } from './harness/watchPolicy.ts'

/** The smallest picture: one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const launch = config.use?.launchOptions
test.use({
  launchOptions: {
    ...launch,
    args: [
      ...(launch?.args ?? []),
      // A camera that shows a test picture, and nobody who must allow it.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  },
})

test('every page, dialog, toast, file, code and camera works under the policy, which is broken nowhere', async ({
  wardline,
  browser,
}) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const crate = await clerk.must<{ id: string; number: string }>('POST', '/api/archive/crates', {
    label: 'Policy books',
    location: 'A-1',
  })
  const request = await clerk.must<{ id: string }>('POST', '/api/archive/requests', {
    kind: 'withdrawal',
    crate_ids: [crate.id],
    reason: 'To be looked at',
  })
  const context = await browser.newContext({ permissions: ['camera'] })
  const said = await watchPolicy(context)
  const page = await context.newPage()

  await page.goto(`${wardline.url}/set-up?token=spent`)
  await expect(page.getByRole('link', { name: 'Go to sign-in' })).toBeVisible()
  await signIn(page, wardline.url, 'surgeryManager')
  for (const path of [
    '/',
    '/archive',
    '/archive/crates',
    '/archive/requests',
    `/archive/crates/${crate.id}`,
    `/archive/crates/go/${crate.number}`,
    `/archive/requests/${request.id}`,
    '/activity',
    '/archive/crates/import',
    '/archive/crates/print',
    '/archive/requests/print',
    '/messages',
    '/notifications',
    '/account',
    '/nothing/here',
  ]) {
    await page.goto(wardline.url + path)
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  }

  await addFile(page, `${wardline.url}/archive/requests/${request.id}`)
  await printLabels(page, `${wardline.url}/archive/crates/labels?ids=${crate.id}`)
  await downloadLists(page, wardline.url)
  await openDialogs(page, wardline.url)
  expect(said()).toEqual([])
  await context.close()
})

test('a script that slipped into a page does not run', async ({ wardline, browser }) => {
  const context = await browser.newContext()
  const said = await watchPolicy(context)
  const page = await context.newPage()
  await signIn(page, wardline.url, 'surgeryManager')
  await slipIn(
    context,
    wardline.url,
    `<script>document.title = 'taken'</script>
     <script nonce="guess">document.title = 'taken'</script>
     <script src="https://evil.example/a.js"></script>
     <img src="/nothing.png" alt="" onerror="document.title = 'taken'">
     <base href="https://evil.example/">
     <iframe src="https://evil.example/"></iframe>
     <object data="https://evil.example/a.swf"></object>
     <style>body { display: none }</style>
     <form action="https://evil.example/" id="elsewhere"><button>Go</button></form>`,
  )
  await page.goto(wardline.url)
  const here = page.url()
  const violated = () =>
    said()
      .map((line) => line.split(' ', 1)[0] ?? '')
      .filter((word) => word.includes('-'))
  // The page's own scripts run.
  await expect(page.getByRole('button', { name: /^Connection: / })).toBeVisible()
  await page.getByRole('button', { name: /^You:/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  expect(await page.title()).not.toBe('taken')
  expect(await page.evaluate(() => document.baseURI)).toContain(wardline.url)
  // Last: the browser takes the page for one that is about to be left.
  await page.evaluate(() => (document.getElementById('elsewhere') as HTMLFormElement).requestSubmit())
  await expect
    .poll(() => [...new Set(violated())].toSorted())
    .toEqual([
      'base-uri',
      'form-action',
      'frame-src',
      'object-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-elem',
    ])
  expect(page.url()).toBe(here)
  await context.close()
})

async function addFile(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page
    .getByLabel('Choose files')
    .setInputFiles({ name: 'shelf.png', mimeType: 'image/png', buffer: PNG })
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /shelf\.png/ })
    .first()
  await expect(link).toBeVisible()
  const picture = page.getByRole('main').locator('img').first()
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await opened.waitForLoadState()
  expect(await opened.evaluate(() => document.images[0]?.naturalWidth)).toBe(1)
  await opened.close()
}

async function printLabels(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await expect(page.getByRole('img', { name: /^Code of / })).toBeVisible()
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width = '', height = ''] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? []
  // A4 in points, which the sheet's own rule asks for; without it Chromium takes US Letter.
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
}

async function downloadLists(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/archive/crates/import`)
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /template/i }).click(),
  ])
  expect(template.suggestedFilename()).toMatch(/\.csv$/)
}

async function openDialogs(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/archive/crates`)
  await expect(page.getByRole('table', { name: 'Crates' })).toBeVisible()
  await page.getByRole('button', { name: 'Scan a label' }).click()
  // The camera's picture, which moves.
  await expect
    .poll(() => page.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime))
    .toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('Policy')
  await expect(page.getByRole('option', { name: 'Policy books' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^You:/ }).click()
  await page.getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Register crate' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Policy crate')
  await dialog.getByRole('textbox', { name: 'Location' }).fill('A-2')
  await dialog.getByRole('button', { name: 'Register', exact: true }).click()
  await expect(page.locator('[data-sonner-toast]').first()).toBeVisible()
  // What the toasts' own style says, which the policy names by its hash.
  await expect(page.locator('[data-sonner-toaster]')).toHaveCSS('position', 'fixed')
}

/** Markup at the end of every page, as if somebody's text had been written there unescaped. */
async function slipIn(context: BrowserContext, url: string, markup: string): Promise<void> {
  await context.route(
    (address) => address.origin === url && !address.pathname.includes('.'),
    async (route) => {
      if (route.request().resourceType() !== 'document') return await route.fallback()
      const answer = await route.fetch({ maxRedirects: 0 })
      const body = (await answer.text()).replace('</body>', `${markup}</body>`)
      await route.fulfill({ response: answer, body })
    },
  )
}
