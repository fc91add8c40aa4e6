import type { Browser, Page } from '@playwright/test'
import { growDemoHospital } from '../../lib/composition/growDemoHospital.ts'
import { createLogger } from '../../lib/platform/createLogger.ts'
import { ArchiveDesk } from '../harness/archiveDesk.ts'
import type { DemoDatabase } from '../harness/demoDatabase.ts'
import { expect, test } from '../harness/test.ts'
import { watchRows } from './blankRows.ts'
import { quantile, traceFrames } from './frameTimes.ts'
import { rowsInSight } from './rowsInSight.ts'
import { startBurst, watchWords } from './startBurst.ts'
import { watchFlights } from './watchFlights.ts'

const BLANK_MS = 200
/** Scripting and layout in a frame: half of one at 60 Hz. */
const FRAME_MS = 8
const BEHIND_MS = 1_000

/** One of the two long lists, and its first rows, which somebody else keeps changing. */
interface LongList {
  readonly name: 'Crates' | 'Requests'
  readonly least: number
  readonly open: (desk: ArchiveDesk) => Promise<void>
  readonly burst: Parameters<typeof startBurst>[1]
}

const SURGERYS = `unit_id = (SELECT id FROM units WHERE name = 'Surgery')`

const LISTS: readonly LongList[] = [
  {
    name: 'Crates',
    least: 60_000,
    open: (desk) => desk.openCrates(),
    burst: {
      table: 'crates',
      column: 'location',
      ids: `SELECT id FROM crates WHERE ${SURGERYS} ORDER BY number_year DESC, number_seq DESC`,
    },
  },
  {
    name: 'Requests',
    least: 12_000,
    open: (desk) => desk.openRequests(),
    burst: {
      table: 'archive_requests',
      column: 'reason',
      ids: `SELECT id FROM archive_requests WHERE ${SURGERYS} ORDER BY created_at DESC, id DESC`,
    },
  },
]

test('100,000 crates and 20,000 requests: both lists scroll without a blank row while fifty rows change each second, and are never behind', async ({
  start,
  open,
  browser,
}) => {
  test.setTimeout(900_000)
  const wardline = await start()
  await growDemoHospital({
    url: wardline.database.url,
    siteTimeZone: 'UTC',
    now: new Date(),
    logger: createLogger({ level: 'warn' }),
    crates: 100_000,
    requests: 20_000,
  })
  await untilAnnounced(wardline.database)
  const page = await open(wardline.url, 'surgeryClerk')
  for (const list of LISTS)
    await test.step(list.name, () => scrollAll({ browser, page, list, database: wardline.database }))
})

/** What was just added is announced and kept as activity first: an archive of this size was not made a minute ago. */
async function untilAnnounced(database: DemoDatabase): Promise<void> {
  const left = () =>
    database.query(
      `SELECT FROM live_outbox UNION ALL
       SELECT FROM projections p, live_head h WHERE p.position < h.position LIMIT 1`,
    )
  await expect.poll(async () => (await left()).length, { timeout: 300_000 }).toBe(0)
}

interface Scrolled {
  readonly browser: Browser
  readonly page: Page
  readonly list: LongList
  readonly database: DemoDatabase
}

async function scrollAll({ browser, page, list, database }: Scrolled): Promise<void> {
  const flights = watchFlights(page)
  await list.open(new ArchiveDesk(page))
  const count = Number(await page.getByRole('table', { name: list.name }).getAttribute('aria-rowcount')) - 1
  expect(count).toBeGreaterThan(list.least)
  const report = (what: string, measured: object) => tell(`${list.name}, ${what}`, measured)

  const scroll = async (how: string, act: () => Promise<void>) => {
    const watch = await watchRows(page)
    await act()
    const seen = await watch.stop()
    report(how, seen)
    expect.soft(seen.longestBlankMs, `${list.name}, ${how}`).toBeLessThanOrEqual(BLANK_MS)
  }
  const read = async (how: string) => {
    const frames: number[] = []
    await scroll(`by wheel, as one reads${how}`, async () => {
      frames.push(...(await traceFrames(browser, page, () => wheel(page, { times: 200, pixels: 400 }))))
    })
    const p95 = quantile(frames, 0.95)
    report(`frames${how}`, {
      drawn: frames.length,
      p50: quantile(frames, 0.5),
      p95,
      p99: quantile(frames, 0.99),
    })
    expect(frames.length).toBeGreaterThan(50)
    expect.soft(p95, `${list.name}, frames${how}`).toBeLessThanOrEqual(FRAME_MS)
  }

  await read('')
  const burst = await startBurst(database, list.burst)
  await page.mouse.wheel(0, -1e9)
  await read(', in a burst')
  await scroll('by wheel, to the bottom', async () => {
    const { pixels, times } = turnsToTheEnd(count)
    await wheel(page, { times, pixels })
    await expect.poll(async () => (await rowsInSight(page)).at(-1)).toBe(count - 1)
  })
  await page.getByRole('row').nth(5).getByRole('link').focus()
  await scroll('by key, to the top', async () => {
    await page.keyboard.press('Home')
    await expect.poll(async () => (await rowsInSight(page))[0]).toBe(0)
  })
  await scroll('by keys, downwards', async () => {
    for (let press = 0; press < 100; press += 1) {
      await page.keyboard.press(press % 4 === 0 ? 'PageDown' : 'ArrowDown')
    }
  })
  await scroll('by key, to the bottom', async () => {
    await page.keyboard.press('End')
    await expect.poll(async () => (await rowsInSight(page)).at(-1)).toBe(count - 1)
  })

  await page.keyboard.press('Home')
  await expect.poll(async () => (await rowsInSight(page))[0]).toBe(0)
  const words = await watchWords(page)
  const from = burst.written.length
  await burst.rounds(6)
  const to = burst.written.length
  await burst.stop()
  const last = burst.written.at(-1)
  expect(last).toBeDefined()
  // Whatever the last change was to, a row in sight has heard of that round.
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: last?.word.slice(0, -2) ?? '' })
      .first(),
  ).toBeVisible()
  const seen = await words.stop()
  const inSight = new Set([...seen.keys()].map(rowOf))
  const lags = burst.written
    .slice(from, to)
    .filter(({ word }) => inSight.has(rowOf(word)))
    .map(({ word, at }) => (seen.get(word) ?? Infinity) - at)
  report('behind', {
    rows: inSight.size,
    changes: lags.length,
    p50: quantile(lags, 0.5),
    most: Math.max(...lags),
  })
  report('fetches of one address at once', { most: flights.most() })
  expect(lags.length).toBeGreaterThan(50)
  expect.soft(Math.max(...lags), `${list.name}, behind`).toBeLessThanOrEqual(BEHIND_MS)
  expect.soft(flights.most(), `${list.name}, fetches of one address at once`).toBeLessThanOrEqual(1)
}

/** Of "Burst 3-07" the row: 07. */
const rowOf = (word: string): string => word.slice(-2)

/** As somebody in a hurry: a turn takes some ninety rows past, whole screens at a time. */
const turnsToTheEnd = (count: number) => ({ pixels: 3_500, times: Math.ceil((count * 40) / 3_500) + 50 })

async function wheel(page: Page, { times, pixels }: { times: number; pixels: number }): Promise<void> {
  await page.mouse.move(700, 500)
  for (let turn = 0; turn < times; turn += 1) await page.mouse.wheel(0, pixels)
}

/** What was measured stands with the test's result. */
function tell(what: string, measured: object): void {
  const description = JSON.stringify(measured)
  test.info().annotations.push({ type: what, description })
  process.stdout.write(`${what}: ${description}\n`)
}
