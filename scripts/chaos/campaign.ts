import { setTimeout as sleep } from 'node:timers/promises'
import { WRITTEN_KINDS, type Observation, type Operation, type Rights } from './history.ts'
import { judge, type Judgement } from './judge.ts'
import { startRawWriter } from './load/rawWriter.ts'
import { makeWriters } from './load/writers.ts'
import { startWriteLoad } from './load/writeLoad.ts'
import { fetchRows } from './observers/fetchRows.ts'
import { seatObservers, topicsOf, type Seat } from './observers/seatObservers.ts'
import { countWaiting, readBaseline, readHeads, readHistory } from './readHistory.ts'
import type { Fault } from './runResult.ts'
import type { Random } from './seededRandom.ts'
import type { Stage } from './stage/createStage.ts'
import { waitUntil } from './waitUntil.ts'

export interface CampaignOptions {
  readonly stage: Stage
  readonly random: Random
  readonly writers: number
  readonly observers: number
  /** Each writer's mean pause. */
  readonly paceMs: number
  /** Observers connect to these ports in place of the processes' own. */
  readonly ports?: readonly number[]
  /** Somebody writes by hand, too. Default true. */
  readonly byHand?: boolean
  /** Those who watch already, in place of new ones. */
  readonly seats?: readonly Seat[]
}

/** What is known when a campaign is over. */
export interface Outcome {
  readonly judgement: Judgement
  readonly operations: readonly Operation[]
  readonly observations: readonly Observation[]
  readonly committed: number
  readonly faults: readonly Fault[]
  /** What keeps the run from counting: it proved nothing, or did not come to rest. */
  readonly problems: readonly string[]
}

/** A load, those who watch it, and what is done to them meanwhile. */
export interface Campaign {
  readonly seats: readonly Seat[]
  readonly operations: () => readonly Operation[]
  /** Resolves when so many more writes were acknowledged; notes a problem when they are not in time. */
  more(count: number, withinMs?: number): Promise<void>
  /** Does something to the stage, for as long as `act` takes, and notes when. */
  fault(name: string, act: () => Promise<void>): Promise<void>
  problem(what: string): void
  /** Others who watch, too. */
  add(seat: Seat): void
  /**
   * Ends the load, waits until everybody knows everything, and judges. `rightsOf`: what a person might hear when, where that
   * is not the same all the time.
   */
  finish(rightsOf?: (seat: Seat) => readonly Rights[]): Promise<Outcome>
  /** Ends everything, whatever happened. */
  stop(): Promise<void>
}

const REST_WITHIN_MS = 60_000
const KINDS_WITHIN_MS = 20_000

export async function startCampaign(options: CampaignOptions): Promise<Campaign> {
  const { stage, random, paceMs } = options
  const { database } = stage
  const writers = await makeWriters(database, { url: stage.urls[0] ?? '', count: options.writers })
  const seats = [
    ...(options.seats ??
      (await seatObservers(stage, {
        count: options.observers,
        ...(options.ports === undefined ? {} : { ports: options.ports }),
      }))),
  ]
  await waitUntil(async () => (await countWaiting(database)) === 0, { withinMs: REST_WITHIN_MS })
  const since = await readBaseline(database)
  const load = startWriteLoad({ writers, urls: stage.urls, random: random.fork(), paceMs })
  const raw = options.byHand === false ? null : startRawWriter(database.url, random.fork())
  const faults: Omit<Fault, 'writes'>[] = []
  const problems: string[] = []
  const operations = (): readonly Operation[] => [...load.operations, ...(raw?.operations ?? [])]

  const endLoad = async (): Promise<void> => {
    await Promise.all([load.stop(), raw?.stop()])
  }

  return {
    seats,
    operations,
    async more(count, withinMs = 60_000) {
      if (!(await load.more(count, withinMs)))
        problems.push(`${count} more writes were not answered within ${withinMs} ms`)
    },
    async fault(name, act) {
      const from = Date.now()
      await act()
      faults.push({ name, from, to: Date.now() })
    },
    problem: (what) => void problems.push(what),
    add: (seat) => void seats.push(seat),
    async finish(rightsOf = ({ person }) => [{ from: 0, topics: topicsOf(person) }]) {
      // What is drawn rarely gets its turn, too.
      await waitUntil(() => unsuccessful(operations()).length === 0, { withinMs: KINDS_WITHIN_MS })
      await endLoad()
      const left = await untilRest(stage, seats)
      problems.push(...left, ...load.failures.map((failure) => `the server failed: ${failure}`))
      const observations = await observe(stage, seats, rightsOf)
      const done = operations()
      const history = await readHistory(database, { since, operations: done, observations })
      return {
        judgement: judge(history),
        operations: done,
        observations,
        committed: history.committed.length,
        faults: faults.map((fault) => ({ ...fault, writes: countDuring(done, fault) })),
        problems: [
          ...problems,
          ...proofless(done, faults),
          ...(history.committed.length === 0 ? ['nothing was committed'] : []),
        ],
      }
    },
    async stop() {
      await endLoad()
      for (const { observer } of seats) observer.close()
    },
  }
}

/** Waits until all is relayed and everybody who is there has heard it; answers what is not so in the end. */
async function untilRest({ database }: Stage, seats: readonly Seat[]): Promise<string[]> {
  const isRelayed = await waitUntil(async () => (await countWaiting(database)) === 0, {
    withinMs: REST_WITHIN_MS,
  })
  if (!isRelayed) return ['the outbox did not become empty']
  const heads = await readHeads(database)
  const behind = (): string[] =>
    seats
      .filter(({ observer }) => !observer.isGone)
      .filter(({ observer: { cursors, isSettled } }) => {
        const isBehind = [...cursors].some(([topic, { seq }]) => seq < (heads.get(topic) ?? 0))
        return !isSettled || isBehind || cursors.size === 0
      })
      .map(({ observer }) => observer.name)
  const isHeard = await waitUntil(() => behind().length === 0, { withinMs: REST_WITHIN_MS })
  return isHeard ? [] : [`not at rest: ${behind().join(', ')}`]
}

async function observe(
  stage: Stage,
  seats: readonly Seat[],
  rightsOf: (seat: Seat) => readonly Rights[],
): Promise<Observation[]> {
  const fresh = new Map<string, ReadonlyMap<string, string>>()
  for (const { observer, person } of seats) {
    if (observer.isGone || fresh.has(person.client.access)) continue
    const signal = AbortSignal.timeout(REST_WITHIN_MS)
    fresh.set(person.client.access, await fetchRows(person.client, { urls: stage.urls, signal }))
  }
  // Frames that came with the last answers have their turn.
  await sleep(100)
  return seats.map((seat) => {
    const { name, held, isGone } = seat.observer
    const entries = seat.observer.entries.slice(seat.from ?? 0)
    const fetched = isGone ? null : (fresh.get(seat.person.client.access) ?? null)
    return { name, entries, rights: rightsOf(seat), held: isGone ? null : held, fetched }
  })
}

const countDuring = (operations: readonly Operation[], { from, to }: Omit<Fault, 'writes'>): number =>
  operations.filter(({ sentAt, endedAt }) => sentAt <= to && endedAt >= from).length

/** A run in which something did not happen proves nothing about it. */
const proofless = (operations: readonly Operation[], faults: readonly Omit<Fault, 'writes'>[]): string[] => [
  ...faults
    .filter((fault) => countDuring(operations, fault) === 0)
    .map(({ name }) => `"${name}" met no write`),
  ...unsuccessful(operations).map((kind) => `no "${kind}" ever succeeded`),
]

function unsuccessful(operations: readonly Operation[]): string[] {
  const succeeded = new Set(
    operations.filter(({ outcome }) => outcome === 'acknowledged').map(({ kind }) => kind),
  )
  return WRITTEN_KINDS.filter((kind) => !succeeded.has(kind))
}
