import type { Command } from 'commander'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { OpenReaders, ReaderQuestions } from './children/readers.ts'
import { quantile } from './measure.ts'
import type { EngineQuestions, Pass, ServerQuestions } from './serverQuestions.ts'
import { type Child, startChild } from './startChild.ts'

/** What a client may cost until its first event, in times of a bare `ws`. */
const LIMIT = 2.5
const MISSED = 50
const LONG = { clients: 5_000, rounds: 3 }
const SHORT = { clients: 50, rounds: 1 }
const EPOCH = 'epoch-1'
const ONE_EVENT = { flights: 1, together: 1, everyMs: 1, turns: 0 }

/** `bench connect`: CPU from a session cookie to the first event, for many clients at once, beside a bare `ws`. */
export function connectBench(): Command {
  return benchCommand(
    'connect',
    'CPU of a client that signs in by its cookie and hears its first event, beside a bare `ws` server.',
    measureConnect,
  )
}

/** Rejects when a client is not let in, or does not get exactly what it is due. */
export async function measureConnect({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const { clients, rounds } = isShort ? SHORT : LONG
  await using engine = await startChild<EngineQuestions>('engineServer.ts')
  await using bare = await startChild<ServerQuestions>('bareServer.ts')
  await using deflating = await startChild<ServerQuestions>('bareServer.ts', { env: { BENCH_DEFLATE: '1' } })
  await using readers = await startChild<ReaderQuestions>('readers.ts')
  const [enginePort, barePort] = [await engine.ask('listen'), await bare.ask('listen')]
  const deflatingPort = await deflating.ask('listen')
  const heads = (await engine.ask('passes', { count: clients })).map(headOf)
  const ours = { port: enginePort, path: '/ws', heads }
  const costs: Costs = { bare: [], deflating: [], connect: [], resume: [] }
  let reads = { sessions: 0, topics: 0 }
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    onProgress(`round ${round} of ${rounds}`)
    const before = await engine.ask('reads')
    // A topic that nobody has heard yet: its history is in the log alone.
    const topic = `unit:missed-${round}`
    await engine.ask('fill', { topic, events: MISSED })
    const cursors = { [topic]: { epoch: EPOCH, seq: 0 } }
    const subscribe = JSON.stringify({ type: 'subscribe', topic: 'unit:a' })
    const wave = { readers, clients }
    const measured = {
      bare: await costOf({
        ...wave,
        server: bare,
        open: { port: barePort, path: '/', say: [subscribe], awaits: 2 },
      }),
      deflating: await costOf({
        ...wave,
        server: deflating,
        open: { port: deflatingPort, path: '/', say: [subscribe], awaits: 2, deflates: true },
      }),
      connect: await costOf({ ...wave, server: engine, open: { ...ours, say: [subscribe], awaits: 2 } }),
      resume: await costOf({
        ...wave,
        server: engine,
        open: {
          ...ours,
          say: [JSON.stringify({ type: 'resume', cursors })],
          // The greeting, the answer, and what was missed.
          awaits: 2 + MISSED,
        },
      }),
    }
    const after = await engine.ask('reads')
    reads = { sessions: after.sessions - before.sessions, topics: after.topics - before.topics }
    if (round === 0) continue
    for (const name of KINDS) costs[name].push(measured[name])
  }
  return report(clients, costs, reads)
}

const KINDS = ['bare', 'deflating', 'connect', 'resume'] as const
type Costs = Record<(typeof KINDS)[number], number[]>

const headOf = ({ cookie, proof }: Pass): string[] => [
  'Origin: http://localhost',
  `Cookie: ${cookie}`,
  `Sec-WebSocket-Protocol: wardline.v1, proof.${proof}`,
]

interface Wave {
  readonly server: Pick<Child<ServerQuestions>, 'ask'>
  readonly readers: Child<ReaderQuestions>
  readonly clients: number
  readonly open: Pick<OpenReaders, 'port' | 'path' | 'say' | 'awaits' | 'heads' | 'deflates'>
}

/** CPU µs of one client: all of them at once, until each has what it is due and, where it subscribed, one event more. */
async function costOf({ clients, open, readers, server }: Wave): Promise<number> {
  await server.ask('begin')
  await readers.ask('open', { ...open, count: clients, from: 0, atOnce: clients })
  if (open.awaits === 2) {
    await server.ask('emit', ONE_EVENT)
    const heard = await readers.ask('frames', { atLeast: clients })
    if (heard !== clients) throw new Error(`${heard} of ${clients} clients heard the event`)
  }
  const { cpuMicros } = await server.ask('end')
  await readers.ask('close')
  return cpuMicros / clients
}

function report(
  clients: number,
  costs: Costs,
  reads: { readonly sessions: number; readonly topics: number },
): BenchLine[] {
  const [bare, deflating, connect, resume] = KINDS.map((kind) => quantile(costs[kind], 0.5))
  if (bare === undefined || deflating === undefined) return []
  if (connect === undefined || resume === undefined) return []
  const told = (what: string, measured: number, unit: string): BenchLine => ({
    what,
    measured,
    unit,
    limit: null,
  })
  return [
    {
      what: `cookie to first event, ${clients} at once, of bare ws`,
      measured: connect / bare,
      unit: '×',
      limit: LIMIT,
    },
    {
      what: `resume of ${MISSED} events, ${clients} at once, of bare ws`,
      measured: resume / bare,
      unit: '×',
      limit: LIMIT,
    },
    told('ours, cookie to first event', connect, 'µs'),
    told(`ours, cookie and ${MISSED} missed events`, resume, 'µs'),
    told('bare ws, connect to first event', bare, 'µs'),
    told('bare ws, the same with permessage-deflate', deflating, 'µs'),
    told(`queries for ${2 * clients} sessions`, reads.sessions, ''),
    told(`readings of the log for ${clients} resumes of a topic`, reads.topics, ''),
  ]
}
