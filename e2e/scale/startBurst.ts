import type { Page } from '@playwright/test'
import type { DemoDatabase } from '../harness/demoDatabase.ts'

/** Fifty rows are changed one after the other, each once a second, until `stop`. */
export interface Burst {
  /** Resolves once every one of the fifty has been changed `rounds` more times. */
  rounds(rounds: number): Promise<void>
  /** What was written, and when it was committed. */
  readonly written: readonly Written[]
  stop(): Promise<void>
}

interface Written {
  readonly word: string
  readonly at: number
}

const ROWS = 50
const ROUND_MS = 1_000

/**
 * `ids` selects the rows; each change sets `column` to a word of its own, such as "Burst 3-07". By hand, since people may not
 * write as often as that: the relay is not nudged, and finds out by looking.
 */
export async function startBurst(
  database: DemoDatabase,
  { table, column, ids }: { readonly table: string; readonly column: string; readonly ids: string },
): Promise<Burst> {
  const items = await database.query<{ id: string }>(`${ids} LIMIT ${ROWS}`)
  if (items.length < ROWS) throw new Error(`${table} has only ${items.length} such rows`)
  const written: Written[] = []
  let isOver = false
  let done = 0
  const waiting: { readonly until: number; readonly resolve: () => void }[] = []

  const change = async ({ id }: { readonly id: string }, word: string) => {
    await database.query(
      `UPDATE ${table} SET ${column} = $1, version = version + 1, updated_at = now() WHERE id = $2`,
      [word, id],
    )
    written.push({ word, at: Date.now() })
  }
  const round = async () => {
    const began = Date.now()
    await Promise.all(
      items.map(async (row, index) => {
        await until(began + (index * ROUND_MS) / ROWS)
        await change(row, `Burst ${done}-${String(index).padStart(2, '0')}`)
      }),
    )
    done += 1
    for (const { until: wanted, resolve } of waiting) if (done >= wanted) resolve()
    await until(began + ROUND_MS)
  }
  const running = (async () => {
    while (!isOver) await round()
  })()
  return {
    written,
    rounds: (rounds) =>
      Promise.race([
        new Promise<void>((resolve) => waiting.push({ until: done + rounds, resolve })),
        running,
      ]),
    async stop() {
      isOver = true
      await running
    },
  }
}

const until = (at: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))

/** Notes from now on when each word of a burst first stood in a row in sight; `stop` says for each, in ms since the epoch. */
export async function watchWords(page: Page): Promise<{ stop(): Promise<ReadonlyMap<string, number>> }> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {}
    const watch = { seen, isOver: false }
    Object.assign(globalThis, { burstWords: watch })
    const look = (): void => {
      if (watch.isOver) return
      for (const row of document.querySelectorAll('[role="row"][data-index]')) {
        const word = /Burst \d+-\d\d/.exec(row.textContent)?.[0]
        if (word !== undefined) seen[word] ??= Date.now()
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  return {
    stop: async () =>
      new Map(
        Object.entries(
          await page.evaluate(() => {
            const { burstWords } = globalThis as unknown as {
              burstWords: { seen: Record<string, number>; isOver: boolean }
            }
            burstWords.isOver = true
            return burstWords.seen
          }),
        ),
      ),
  }
}
