import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import { runSql, startBenchPostgres } from './benchPostgres.ts'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { RelayQuestions } from './children/relayWorker.ts'
import { measure } from './measure.ts'
import { openArchive, openWriter } from './openWriter.ts'
import { type Child, startChild } from './startChild.ts'

/** What a write may cost in times of the same write without capture and audit. */
const CAPTURE_LIMIT = 1.3
const WRITERS = 32
const SAMPLE_MS = 100

interface Plan {
  readonly rounds: number
  readonly writeMs: number
  /** Changes that wait for a relay that is then started. */
  readonly backlog: number
}

const LONG: Plan = { rounds: 400, writeMs: 20_000, backlog: 50_000 }
const SHORT: Plan = { rounds: 5, writeMs: 600, backlog: 500 }

/** `bench write`: what capture and audit cost a write, and whether one relay keeps up with many writers. */
export function writeBench(): Command {
  return benchCommand(
    'write',
    'A write of a live model beside the same without capture; one relay beside 32 connections that write.',
    measureWrites,
  )
}

/** Rejects unless every change that was committed has come into the log. */
export async function measureWrites({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const plan = isShort ? SHORT : LONG
  await using postgres = await startBenchPostgres()
  const captured = await postgres.createDemo('captured')
  const bare = await postgres.createDemo('bare')
  await runSql(bare, 'ALTER TABLE crates DISABLE TRIGGER live_capture')
  onProgress('writes with and without capture')
  const lines = await compareCapture({ captured, bare }, plan.rounds)
  onProgress(`${WRITERS} connections write`)
  await using relay = await startChild<RelayQuestions>('relayWorker.ts')
  const writing = await watchWriting(captured, relay, plan.writeMs)
  onProgress('the relay alone')
  const sustained = await measureRelay(captured, relay, plan.backlog)
  return [...lines, ...relayLines(writing, sustained)]
}

async function compareCapture(
  { captured, bare }: { readonly captured: string; readonly bare: string },
  rounds: number,
): Promise<BenchLine[]> {
  await using withCapture = await openWriter(captured, { lanes: 1, open: () => openArchive(captured, 1) })
  await using without = await openWriter(bare, { lanes: 1, open: () => openArchive(bare, 1) })
  const [base, full] = await measure([{ name: 'captured', run: () => withCapture.write(0) }], {
    baseline: { name: 'bare', run: () => without.write(0) },
    rounds,
  })
  const told = (what: string, measured: number): BenchLine => ({ what, measured, unit: 'ms', limit: null })
  return [
    {
      what: 'a write, of the same without capture',
      measured: full?.ratio ?? NaN,
      unit: '×',
      limit: CAPTURE_LIMIT,
    },
    told('a write, p50', full?.p50 ?? NaN),
    told('a write, p95', full?.p95 ?? NaN),
    told('a write without capture, p50', base?.p50 ?? NaN),
    told('a write without capture, p95', base?.p95 ?? NaN),
  ]
}

interface Writing {
  /** Changes committed in a second. */
  readonly rate: number
  readonly longestBacklog: number
  /** What was left when they stopped, in seconds of their writing. */
  readonly lagSeconds: number
}

async function watchWriting(url: string, relay: Child<RelayQuestions>, writeMs: number): Promise<Writing> {
  await using writer = await openWriter(url, { lanes: WRITERS, open: () => openArchive(url, WRITERS) })
  await relay.ask('start', { url })
  await untilEmpty(url)
  const before = await readLog(url)
  const begun = performance.now()
  let written = 0
  const work = async (lane: number): Promise<void> => {
    while (performance.now() - begun < writeMs) {
      await writer.write(lane)
      written += 1
    }
  }
  const all = Promise.all(Array.from({ length: WRITERS }, (_, lane) => work(lane)))
  let longestBacklog = 0
  while (performance.now() - begun < writeMs) {
    longestBacklog = Math.max(longestBacklog, await backlogOf(url))
    await wait(SAMPLE_MS)
  }
  await all
  const left = await backlogOf(url)
  const rate = written / ((performance.now() - begun) / 1_000)
  await untilEmpty(url)
  const crateEvents = (await readLog(url)) - before
  if (crateEvents !== written) throw new Error(`${crateEvents} of ${written} changes came into the log`)
  await relay.ask('stop')
  return { rate, longestBacklog, lagSeconds: left / rate }
}

async function measureRelay(
  url: string,
  relay: Child<RelayQuestions>,
  backlog: number,
): Promise<{ readonly rate: number; readonly events: number }> {
  // Each change is a transaction's own in the outbox, over 32 crates, as the writers leave them.
  const before = await readLog(url)
  await runSql(
    url,
    `INSERT INTO live_outbox (model, before, after)
     SELECT 'Crate', row, row FROM generate_series(1, $1) AS n
     JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS at, jsonb_build_object(
             'id', id, 'unitId', unit_id, 'number', number, 'status', status, 'version', version) AS row
             FROM crates WHERE label LIKE 'Bench %' ORDER BY id LIMIT 32) AS c ON c.at = n % 32
     ORDER BY n`,
    [backlog],
  )
  const begun = performance.now()
  await relay.ask('start', { url })
  await untilEmpty(url)
  const seconds = (performance.now() - begun) / 1_000
  const moved = (await readLog(url)) - before
  if (moved !== backlog) throw new Error(`${moved} of ${backlog} changes came into the log`)
  const events = await relay.ask('events')
  await relay.ask('stop')
  return { rate: backlog / seconds, events: events / seconds }
}

function relayLines(writing: Writing, sustained: { rate: number; events: number }): BenchLine[] {
  const told = (what: string, measured: number, unit: string): BenchLine => ({
    what,
    measured,
    unit,
    limit: null,
  })
  return [
    told(`${WRITERS} connections write`, writing.rate, 'changes/s'),
    told('one relay sustains', sustained.rate, 'changes/s'),
    told('one relay sustains', sustained.events, 'events/s'),
    { what: 'writers, of the relay', measured: writing.rate / sustained.rate, unit: '×', limit: 1 },
    told('longest backlog while they wrote', writing.longestBacklog, 'changes'),
    {
      what: 'backlog when they stopped, in their own time',
      measured: writing.lagSeconds,
      unit: 's',
      limit: 0.5,
    },
  ]
}

async function backlogOf(url: string): Promise<number> {
  const [row] = await runSql<{ waiting: number }>(url, 'SELECT count(*)::int AS waiting FROM live_outbox')
  return row?.waiting ?? 0
}

/** Changes of crates in the log: each is one event of its crate's own topic, or is counted in a bulk. */
async function readLog(url: string): Promise<number> {
  const [row] = await runSql<{ changes: number }>(
    url,
    `SELECT coalesce(sum(coalesce((data->>'bulk')::int, 1)), 0)::int AS changes FROM live_log WHERE topic LIKE 'item:crate:%'`,
  )
  return row?.changes ?? 0
}

async function untilEmpty(url: string): Promise<void> {
  while ((await backlogOf(url)) > 0) await wait(20)
}
