import { cameraOf } from './harness/cameraOf.ts'
import type { Numbered } from './harness/archiveDesk.ts'
import { signInAsScript } from './harness/scriptClient.ts'
import { signIn } from './harness/signIn.ts'
import { expect, test } from './harness/test.ts'

test('the camera reads the label of a crate and opens it', async ({
  wardline,
  playwright,
  launchOptions,
}, info) => {
  const clerk = await signInAsScript(wardline.url, 'surgeryClerk')
  const crate = await clerk.must<Numbered>('POST', '/api/archive/crates', {
    label: 'Ward books',
    location: 'A-1',
  })
  const camera = await cameraOf(
    `${wardline.url}/archive/crates/go/${crate.number}`,
    info.outputPath('label.y4m'),
  )
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), ...camera],
  })
  try {
    const page = await browser.newPage()
    await signIn(page, wardline.url, 'surgeryClerk')
    await page.goto(`${wardline.url}/archive/crates`)
    await page.getByRole('button', { name: 'Scan a label' }).click()
    await expect(page.getByRole('heading', { level: 1, name: crate.number })).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(`/archive/crates/${crate.id}`)
  } finally {
    await browser.close()
  }
})
