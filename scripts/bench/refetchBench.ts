import type { Command } from 'commander'
import { DIRECTORY_TOPIC } from '../../lib/domains/identity/contract.ts'
import { startBenchPostgres } from './benchPostgres.ts'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { ViewerQuestions } from './children/viewers.ts'
import type { WardlineQuestions } from './children/wardlineServer.ts'
import { quantile } from './measure.ts'
import { type Child, startChild } from './startChild.ts'

/** Queries for one change, however many see it. */
const LIMIT = 50

/** `bench refetch`: what one change costs the database when a thousand people look at its list. */
export function refetchBench(): Command {
  return benchCommand(
    'refetch',
    'Queries for one change that 1,000 pages of as many people fetch, with shared results and without.',
    measureRefetch,
  )
}

/** Resolves only when every page showed every change. */
export async function measureRefetch({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const count = isShort ? 50 : 1_000
  const changes = isShort ? 2 : 7
  await using postgres = await startBenchPostgres()
  const plan = { postgres, count, changes }
  onProgress(`${count} pages, shared`)
  const shared = await measureChanges({ ...plan, isSharing: true })
  onProgress(`${count} pages, each for itself`)
  const alone = await measureChanges({ ...plan, isSharing: false })
  const told = (what: string, measured: number, unit: string): BenchLine => ({
    what,
    measured,
    unit,
    limit: null,
  })
  return [
    {
      what: `queries for one change, ${count} pages`,
      measured: shared.queries,
      unit: 'queries',
      limit: LIMIT,
    },
    told('without shared results', alone.queries, 'queries'),
    told('the write itself', shared.own, 'queries'),
    told('requests for one change', shared.requests, 'requests'),
    told('until all pages show it', shared.ms, 'ms'),
    told('without shared results', alone.ms, 'ms'),
  ]
}

interface Measured {
  /** Without those of the write itself. */
  readonly queries: number
  readonly requests: number
  readonly ms: number
}

async function measureChanges(o: {
  readonly postgres: Awaited<ReturnType<typeof startBenchPostgres>>
  readonly count: number
  readonly changes: number
  readonly isSharing: boolean
}): Promise<Measured & { readonly own: number }> {
  await using server = await startChild<WardlineQuestions>('wardlineServer.ts')
  await using viewers = await startChild<ViewerQuestions>('viewers.ts')
  const databaseUrl = await o.postgres.createDemo(o.isSharing ? 'shared' : 'alone')
  const port = await server.ask('listen', { databaseUrl, dataDir: o.postgres.dataDir, redisUrl: null })
  const tokens = await server.ask('signIn', { count: o.count })
  const topics = [await server.ask('unitTopic'), DIRECTORY_TOPIC]
  const own = await queriesOfWrite(server)
  await viewers.ask('open', { port, tokens, topics, isSharing: o.isSharing })
  const all: Measured[] = []
  // The first change warms up.
  for (let change = 0; change <= o.changes; change += 1) {
    const measured = await measureChange(server, viewers)
    if (change > 0) all.push(measured)
  }
  const median = (of: (measured: Measured) => number) => quantile(all.map(of), 0.5)
  return {
    own,
    queries: median(({ queries }) => queries) - own,
    requests: median(({ requests }) => requests),
    ms: median(({ ms }) => ms),
  }
}

/** While nobody looks. */
async function queriesOfWrite(server: Child<WardlineQuestions>): Promise<number> {
  const before = await server.ask('queries')
  await server.ask('change')
  return (await server.ask('queries')) - before
}

async function measureChange(
  server: Child<WardlineQuestions>,
  viewers: Child<ViewerQuestions>,
): Promise<Measured> {
  const before = { queries: await server.ask('queries'), requests: await viewers.ask('requests') }
  const begun = performance.now()
  const changed = await server.ask('change')
  await viewers.ask('shows', changed)
  return {
    ms: performance.now() - begun,
    queries: (await server.ask('queries')) - before.queries,
    requests: (await viewers.ask('requests')) - before.requests,
  }
}
