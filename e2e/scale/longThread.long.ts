import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { signInAsScript } from '../harness/scriptClient.ts'
import { expect, test } from '../harness/test.ts'
import { quantile, traceFrames } from './frameTimes.ts'
import { growConversation } from './growConversation.ts'

const COUNT = 100_000
/** Scripting and layout in a frame: half of one at 60 Hz. */
const FRAME_MS = 8

interface Me {
  readonly id: string
}

test('100,000 messages: scrolled through smoothly, linked into, gone to by day, and nothing moves while one reads', async ({
  start,
  open,
  browser,
}) => {
  test.setTimeout(600_000)
  const ring = `long:${randomBytes(32).toString('hex')}`
  const wardline = await start({ env: { MESSAGE_ENCRYPTION_KEY: ring } })
  const [clerk, manager] = await Promise.all([
    signInAsScript(wardline.url, 'surgeryClerk'),
    signInAsScript(wardline.url, 'surgeryManager'),
  ])
  const [me, other] = await Promise.all([clerk, manager].map((one) => one.must<Me>('GET', '/api/me')))
  const senderIds = [me, other].map((one) => one?.id ?? '')
  const { id } = await clerk.must<Me>('POST', '/api/messages/conversations', {
    kind: 'group',
    user_ids: senderIds.slice(1),
    title: 'The long one',
  })
  const path = `/api/messages/conversations/${id}`
  await clerk.must('POST', `${path}/messages`, { content: 'The first' })
  await growConversation(wardline.database, { id, ring, count: COUNT, senderIds })
  await clerk.must('POST', `${path}/read`, { number: COUNT })

  const page = await open(wardline.url, 'surgeryClerk')
  const said = (number: number) =>
    page.getByRole('log', { name: 'Messages' }).getByText(new RegExp(`^no ${number}:`))
  await page.goto(`${wardline.url}/messages/${id}`)
  await expect(said(COUNT)).toBeInViewport()

  await test.step('by wheel, back through thousands', async () => {
    await page.mouse.move(900, 450)
    const before = (await numbersInSight(page))[0] ?? 0
    const frames = await traceFrames(browser, page, () => wheel(page, { times: 250, pixels: -400 }))
    const after = (await numbersInSight(page))[0] ?? 0
    const busy = frames.filter((ms) => ms >= 1)
    report('frames', { drawn: frames.length, p50: quantile(frames, 0.5), p95: quantile(frames, 0.95) })
    report('frames with work of 1 ms or more', { drawn: busy.length, p95: quantile(busy, 0.95) })
    report('read', { from: before, to: after })
    expect(before - after).toBeGreaterThan(500)
    expect(frames.length).toBeGreaterThan(50)
    expect(quantile(frames, 0.95)).toBeLessThanOrEqual(FRAME_MS)
    expect(await page.locator('[data-number]').count(), 'rows that are drawn').toBeLessThan(200)
  })

  await test.step('what is said meanwhile is counted, and moves nothing', async () => {
    const where = await placesInSight(page)
    for (let number = 1; number <= 3; number += 1)
      await manager.must('POST', `${path}/messages`, { content: `New ${number}` })
    const toEnd = page.getByRole('button', { name: '3 new' })
    await expect(toEnd).toBeVisible()
    expect(await placesInSight(page)).toEqual(where)
    await toEnd.click()
    await expect(page.getByRole('log').getByText('New 3')).toBeInViewport()
    await expect(toEnd).toBeHidden()
  })

  await test.step('a link opens around its message, and one reads on both ways', async () => {
    await page.goto(`${wardline.url}/messages/${id}?m=50000`)
    await expect(said(50_000)).toBeInViewport()
    await page.mouse.move(900, 450)
    for (const [pixels, beyond] of [
      [400, (numbers: readonly number[]) => (numbers.at(-1) ?? 0) > 50_200],
      [-400, (numbers: readonly number[]) => (numbers[0] ?? 0) < 49_800],
    ] as const) {
      await expect
        .poll(async () => {
          await wheel(page, { times: 20, pixels })
          return beyond(await numbersInSight(page))
        })
        .toBe(true)
      const numbers = await numbersInSight(page)
      expect(numbers, 'none is missing').toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    }
  })

  await test.step('a day is gone to', async () => {
    const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Go to a day…' }).click()
    await page.getByLabel('Day').fill(day)
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    const [row] = await wardline.database.query<{ number: number }>(
      'SELECT min(number) AS number FROM messages WHERE conversation_id = $1 AND created_at >= $2',
      [id, `${day}T00:00:00Z`],
    )
    await expect(said(row?.number ?? 0)).toBeInViewport()
  })
})

async function wheel(page: Page, { times, pixels }: { times: number; pixels: number }): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) await page.mouse.wheel(0, pixels)
}

/** The messages of which any part is in sight, and where they are, from the top. */
const placesInSight = (page: Page) =>
  page.evaluate(() => {
    const pane = document.querySelector('[role="log"]')?.getBoundingClientRect()
    return [...document.querySelectorAll<HTMLElement>('[role="log"] [data-number]')].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      const isSeen = pane !== undefined && bottom > pane.top && top < pane.bottom
      return isSeen ? [{ number: Number(row.dataset['number']), top: Math.round(top) }] : []
    })
  })
const numbersInSight = async (page: Page) => (await placesInSight(page)).map(({ number }) => number)

/** What was measured stands with the test's result. */
function report(what: string, measured: object): void {
  const description = JSON.stringify(measured)
  test.info().annotations.push({ type: what, description })
  process.stdout.write(`${what}: ${description}\n`)
}
