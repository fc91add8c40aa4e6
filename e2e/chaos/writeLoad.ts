import { uuidv7 } from './uuidv7.ts'
import type { ScriptClient } from '../harness/scriptClient.ts'
import type { Random } from './seededRandom.ts'

/** A write that the server said yes to: it must be in the database, whatever happened afterwards. */
export interface Acknowledged {
  readonly id: string
  readonly version: number
}

/** People who write all the time, over REST, to whichever process answers. */
export interface WriteLoad {
  readonly acknowledged: readonly Acknowledged[]
  /** Writes that ended without an answer: nobody knows yet whether they happened. */
  readonly unanswered: number
  /** Answers of 500 and above, but for "the database cannot be reached". */
  readonly failures: readonly string[]
  /** Resolves when this many more have been acknowledged. */
  more(count: number): Promise<void>
  stop(): Promise<void>
}

interface Thing {
  readonly id: string
  version: number
  status: string
}

/** What the server answers of a crate or a request, as far as the load cares. */
interface Answer extends Thing {
  readonly to_unit?: { readonly id: string } | null
}

/** A writer, and the unit that they work in. */
export interface Writer {
  readonly client: ScriptClient
  readonly unitId: string
}

/** What the people of a unit know of. */
interface World {
  readonly crates: Map<string, Thing>
  readonly requests: Map<string, Thing>
}

/** One person's next write. */
interface Write {
  readonly method: string
  readonly path: string
  readonly body?: Record<string, unknown>
  readonly into: 'crates' | 'requests' | null
  readonly thing?: Thing
}

const ANSWER_LIMIT_MS = 10_000

/** Closed for good: nothing more happens to it. */
const CLOSED = new Set(['rejected', 'cancelled', 'completed'])

export function startWriteLoad(options: {
  writers: readonly Writer[]
  urls: readonly string[]
  random: Random
}): WriteLoad {
  const acknowledged: Acknowledged[] = []
  const failures: string[] = []
  const waiting = new Set<() => void>()
  let unanswered = 0
  let isStopped = false

  const unitIds = [...new Set(options.writers.map(({ unitId }) => unitId))]
  const worlds = new Map(
    unitIds.map((id): [string, World] => [id, { crates: new Map(), requests: new Map() }]),
  )

  const write = async ({ client, unitId }: Writer, random: Random): Promise<void> => {
    const world = worlds.get(unitId)
    const url = random.pick(options.urls)
    if (world === undefined || url === undefined) return
    const next = chooseWrite(world, unitIds, random)
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS)
    const sent = client.call<Partial<Answer> | null>(next.method, next.path, next.body, { url, signal })
    const answer = await sent.catch(() => null)
    if (answer === null) {
      unanswered += 1
      return await refresh(client, next, world, url)
    }
    if (answer.status >= 500 && answer.status !== 503) {
      failures.push(`${next.method} ${next.path}: ${JSON.stringify(answer)}`)
    }
    if (answer.status >= 300) return await refresh(client, next, world, url)
    remember(next, answer.body, [world, worlds.get(answer.body?.to_unit?.id ?? '') ?? world])
    const { id, version } = answer.body ?? {}
    if (id !== undefined && version !== undefined) acknowledged.push({ id, version })
    for (const look of waiting) look()
  }

  const workers = options.writers.map(async (writer) => {
    const random = options.random.fork()
    while (!isStopped) {
      await write(writer, random)
      // A refused connection answers in the same turn; sockets need theirs.
      await new Promise((resolve) => setImmediate(resolve))
    }
  })

  return {
    acknowledged,
    failures,
    get unanswered() {
      return unanswered
    },
    more(count) {
      const goal = acknowledged.length + count
      return new Promise((resolve) => {
        const look = (): void => {
          if (acknowledged.length < goal) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
      })
    },
    async stop() {
      isStopped = true
      await Promise.all(workers)
    },
  }
}

function chooseWrite(world: World, unitIds: readonly string[], random: Random): Write {
  const crate = random.pick([...world.crates.values()])
  const request = random.pick([...world.requests.values()])
  const dice = random.next()
  if (crate === undefined || dice < 0.25) {
    const body = { id: uuidv7(random), label: 'Ward books', location: `A-${random.between(1, 99)}` }
    return { method: 'POST', path: '/api/archive/crates', body, into: 'crates' }
  }
  if (dice < 0.5) {
    const body = { version: crate.version, location: `B-${random.between(1, 9999)}` }
    return { method: 'PATCH', path: `/api/archive/crates/${crate.id}`, body, into: 'crates', thing: crate }
  }
  if (dice < 0.55) {
    return { method: 'DELETE', path: `/api/archive/crates/${crate.id}`, into: null, thing: crate }
  }
  if (request === undefined || dice < 0.72) {
    const base = { id: uuidv7(random), crate_ids: [crate.id], reason: 'Audit' }
    const body =
      random.next() < 0.5
        ? { ...base, kind: 'withdrawal' }
        : { ...base, kind: 'transfer', to_unit_id: random.pick(unitIds) }
    return { method: 'POST', path: '/api/archive/requests', body, into: 'requests' }
  }
  const decision = random.pick(['approve', 'approve', 'reject', 'send-back', 'resubmit', 'cancel'] as const)
  const body = { version: request.version, ...(decision === 'send-back' ? { reason: 'Which box?' } : {}) }
  return {
    method: 'POST',
    path: `/api/archive/requests/${request.id}/${decision}`,
    body,
    into: 'requests',
    thing: request,
  }
}

function remember(write: Write, body: Partial<Answer> | null, worlds: readonly World[]): void {
  const { id, version, status } = body ?? {}
  for (const world of worlds) {
    if (write.into === null) world.crates.delete(write.thing?.id ?? '')
    else if (id === undefined || version === undefined || status === undefined) continue
    else if (CLOSED.has(status)) world[write.into].delete(id)
    else world[write.into].set(id, { id, version, status })
  }
}

/** Whoever was refused, or got no answer, looks at how it stands. */
async function refresh(client: ScriptClient, write: Write, world: World, url: string): Promise<void> {
  const { thing } = write
  if (thing === undefined) return
  const kind = world.crates.has(thing.id) ? 'crates' : 'requests'
  const signal = AbortSignal.timeout(ANSWER_LIMIT_MS)
  const answer = await client
    .call<Partial<Answer> | null>('GET', `/api/archive/${kind}/${thing.id}`, undefined, { url, signal })
    .catch(() => null)
  if (answer?.status === 404) world[kind].delete(thing.id)
  if (answer?.status === 200 && answer.body?.version !== undefined) thing.version = answer.body.version
}
