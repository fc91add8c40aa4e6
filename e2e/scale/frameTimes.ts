import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** What of it the thread has run, in µs: without the time in which other processes had the processor. */
  readonly tdur?: number
}

/** Once in each frame, after its scripts and its layout. */
const END_OF_FRAME = 'PrePaint'

/** What a frame's scripting and layout are made of. Nested ones are counted once. */
const WORK = new Set([
  'FunctionCall',
  'EvaluateScript',
  'FireAnimationFrame',
  'TimerFire',
  'EventDispatch',
  'RunMicrotasks',
  'v8.callFunction',
  'UpdateLayoutTree',
  'Layout',
])

/**
 * Records a trace of the page while `act` runs. Measured is the time that the thread ran: server, database and test share the
 * machine with the browser, and would be measured too.
 * @returns milliseconds of scripting and layout on the main thread of each frame drawn meanwhile, in their order
 */
export async function traceFrames(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  await browser.startTracing(page, {
    categories: ['-*', 'devtools.timeline', 'v8.execute'],
  })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const main = busiestMainThread(trace.traceEvents)
  const events = trace.traceEvents
    .filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
    .toSorted((a, b) => a.ts - b.ts)
  const frames = events.filter(({ name }) => name === END_OF_FRAME).map(({ ts }) => ts)
  const work = outermost(events.filter(({ name, dur }) => WORK.has(name) && dur !== undefined))
  return frames.slice(0, -1).map((begin, index) => {
    const end = frames[index + 1] ?? begin
    const micros = work
      .filter(({ ts }) => ts >= begin && ts < end)
      .reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur), 0)
    return micros / 1_000
  })
}

/** Several renderers may be recorded; the page under test is the one that draws. */
function busiestMainThread(events: readonly TraceEvent[]) {
  const frames = new Map<string, { pid: number; tid: number; count: number }>()
  for (const { name, pid, tid } of events) {
    if (name !== END_OF_FRAME) continue
    const known = frames.get(`${pid} ${tid}`) ?? { pid, tid, count: 0 }
    frames.set(`${pid} ${tid}`, { ...known, count: known.count + 1 })
  }
  return [...frames.values()].toSorted((a, b) => b.count - a.count)[0]
}

/** Those that are not within another one. `events` by their begin. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = -1
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false
    end = ts + dur
    return true
  })
}

/** The value that `share` (0 to 1) of all are at or below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
