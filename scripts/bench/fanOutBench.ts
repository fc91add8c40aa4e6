import type { Command } from 'commander'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { ReaderQuestions } from './children/readers.ts'
import { quantile } from './measure.ts'
import type { ServerQuestions } from './serverQuestions.ts'
import { type Child, startChild } from './startChild.ts'

/** What a delivery may cost in times of a bare `ws`. */
const LIMIT = { single: 0.85, stream: null, burst: 0.2 }
/** By how much a delivery's cost may differ between few and many subscribers. */
const FLAT = 1.15
const BURST = 10
/** Time for the slower server to write to one subscriber: the next event comes when all have the last one. */
const MS_PER_DELIVERY = 0.012
/** Subscribers that our fan-out serves in one turn of the event loop. */
const PER_TURN = 500
/** Deliveries before the clients are waited for, so that no socket fills up. */
const AT_ONCE = 20_000

interface Plan {
  readonly subscribers: readonly number[]
  readonly compared: number
  readonly rounds: number
  /** Deliveries in each round. */
  readonly deliveries: number
}

const KINDS = {
  single: { says: 'lone events', together: 1, isPaced: true },
  stream: { says: 'one right after the other', together: 1, isPaced: false },
  burst: { says: `${BURST} at once`, together: BURST, isPaced: true },
} as const
type Kind = keyof typeof KINDS
const ALL_KINDS = Object.keys(KINDS) as Kind[]

const LONG: Plan = { subscribers: [100, 1_000, 9_000], compared: 1_000, rounds: 5, deliveries: 60_000 }
const SHORT: Plan = { subscribers: [50], compared: 50, rounds: 1, deliveries: 1_000 }

/** `bench fanout`: CPU for each delivered event, ours and that of a bare `ws` server in the same run. */
export function fanOutBench(): Command {
  return benchCommand(
    'fanout',
    'CPU of a delivered event, beside a bare `ws` server that serialises once and sends to each.',
    measureFanOut,
  )
}

/** Every line's clients got exactly what was announced: anything else rejects. */
export async function measureFanOut({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const plan = isShort ? SHORT : LONG
  const lines: BenchLine[] = []
  const singles: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
  for (const count of plan.subscribers) {
    onProgress(`${count} subscribers`)
    const costs = await compare(count, plan)
    for (const side of ['ours', 'bare'] as const) singles[side].push(costs[side].single)
    if (count === plan.compared) lines.push(...comparison(costs))
    lines.push(...told(count, costs))
  }
  // The system's part of a write grows with the number of sockets, for every server: the bare one says by how much.
  const spread = (costs: readonly number[]): number => Math.max(...costs) / Math.min(...costs)
  const among = `${plan.subscribers.join(' / ')} subscribers: dearest delivery over cheapest`
  lines.push(
    { what: `ours, ${among}`, measured: spread(singles.ours), unit: '×', limit: FLAT },
    { what: `bare ws, ${among}`, measured: spread(singles.bare), unit: '×', limit: null },
  )
  return lines
}

type Costs = Record<'ours' | 'bare', Record<Kind, number>>

async function compare(count: number, plan: Plan): Promise<Costs> {
  await using ours = await openSide('engineServer.ts', count)
  await using bare = await openSide('bareServer.ts', count)
  const none = (): Record<Kind, number[]> => ({ single: [], stream: [], burst: [] })
  const measured = { ours: none(), bare: none() }
  // Turn by turn, so that whatever else the machine does weighs on both. The first round warms up.
  for (let round = 0; round <= plan.rounds; round += 1) {
    for (const kind of ALL_KINDS) {
      for (const [name, side] of [['ours', ours] as const, ['bare', bare] as const]) {
        const cost = await costOf(side, { count, kind, deliveries: plan.deliveries })
        if (round > 0) measured[name][kind].push(cost)
      }
    }
  }
  const middle = (costs: Record<Kind, number[]>): Record<Kind, number> => ({
    single: quantile(costs.single, 0.5),
    stream: quantile(costs.stream, 0.5),
    burst: quantile(costs.burst, 0.5),
  })
  return { ours: middle(measured.ours), bare: middle(measured.bare) }
}

interface Side extends AsyncDisposable {
  readonly server: Child<ServerQuestions>
  readonly readers: Child<ReaderQuestions>
}

async function openSide(file: 'engineServer.ts' | 'bareServer.ts', count: number): Promise<Side> {
  const server = await startChild<ServerQuestions>(file)
  const readers = await startChild<ReaderQuestions>('readers.ts')
  const port = await server.ask('listen')
  const isOurs = file === 'engineServer.ts'
  await readers.ask('open', {
    port,
    count,
    from: 0,
    path: isOurs ? '/ws?token=user-{n}' : '/',
    // Both servers are greeted and asked alike: how the system acknowledges depends on what a client has said before.
    say: [JSON.stringify({ type: 'subscribe', topic: 'unit:a' })],
    awaits: 2,
    atOnce: 50,
  })
  return {
    server,
    readers,
    async [Symbol.asyncDispose]() {
      await readers[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** CPU µs of one delivery. */
async function costOf(
  { readers, server }: Side,
  { count, deliveries, kind }: { readonly count: number; readonly kind: Kind; readonly deliveries: number },
): Promise<number> {
  const { isPaced, together } = KINDS[kind]
  const flights = Math.max(1, Math.round(Math.min(deliveries, AT_ONCE) / count / together))
  const parts = Math.max(1, Math.round(deliveries / count / together / flights))
  const everyMs = isPaced ? Math.max(2, Math.ceil(count * together * MS_PER_DELIVERY)) : 0
  const turns = Math.ceil(count / PER_TURN) + 2
  await readers.ask('reset')
  await server.ask('begin')
  let expected = 0
  for (let part = 0; part < parts; part += 1) {
    expected += flights * together * count
    await server.ask('emit', { flights, together, everyMs, turns })
    const delivered = await readers.ask('frames', { atLeast: expected })
    if (delivered !== expected) throw new Error(`${delivered} of ${expected} events were delivered`)
  }
  const { cpuMicros } = await server.ask('end')
  return cpuMicros / expected
}

function comparison({ bare, ours }: Costs): BenchLine[] {
  return ALL_KINDS.map((kind) => ({
    what: `${KINDS[kind].says}, of bare ws`,
    measured: ours[kind] / bare[kind],
    unit: '×',
    limit: LIMIT[kind],
  }))
}

function told(count: number, { bare, ours }: Costs): BenchLine[] {
  return ALL_KINDS.flatMap((kind) =>
    [['ours', ours] as const, ['bare ws', bare] as const].map(([name, side]) => ({
      what: `${name}, ${count} subscribers, ${KINDS[kind].says}`,
      measured: side[kind],
      unit: 'µs',
      limit: null,
    })),
  )
}
