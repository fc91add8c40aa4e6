import type { Page } from '@playwright/test'
import { ArchiveDesk } from './harness/archiveDesk.ts'
import { expect, test } from './harness/test.ts'

const FOLDER = 'docs/images'
const VIEWPORT = { width: 1100, height: 760 }

test('two browsers side by side', async ({ start, open, browser }) => {
  const wardline = await start()
  const clerk = new ArchiveDesk(await open(wardline.url, 'surgeryClerk', { viewport: VIEWPORT }))
  const manager = new ArchiveDesk(await open(wardline.url, 'surgeryManager', { viewport: VIEWPORT }))
  const crate = await clerk.createCrate('Ward books 2019', 'Basement B, shelf 14')
  const request = await clerk.createWithdrawal(
    [crate],
    'The auditors come on Thursday and want to see these.',
  )
  await clerk.openRequest(request)
  await manager.openRequest(request)
  await manager.decide('Approve')
  await clerk.expectStatus('Approved')

  const pages: [string, Page][] = [
    ['manager', manager.page],
    ['clerk', clerk.page],
  ]
  const shots = await Promise.all(
    pages.map(async ([name, page]) => ({ name, image: (await page.screenshot()).toString('base64') })),
  )
  const frame = await browser.newPage({ viewport: { width: 2260, height: 820 }, deviceScaleFactor: 1 })
  await frame.setContent(`<style>
      body { margin: 0; padding: 20px; display: flex; gap: 20px; background: #d9dee5; width: max-content }
      img { display: block; border-radius: 8px; border: 1px solid #9aa5b1 }
    </style>${shots.map(({ name, image }) => `<img alt="${name}" src="data:image/png;base64,${image}">`).join('')}`)
  await expect(frame.locator('img')).toHaveCount(2)
  await frame.locator('body').screenshot({ path: `${FOLDER}/two-browsers.png` })
})
