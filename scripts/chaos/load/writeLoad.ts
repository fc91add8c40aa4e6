import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Operation, Outcome } from '../history.ts'
import type { Random } from '../seededRandom.ts'
import { chooseWrite, type Thing, type World, type Write } from './chooseWrite.ts'
import type { Writer } from './writers.ts'

/** People who write all the time, over REST, to whichever process answers. */
export interface WriteLoad {
  /** All that ended so far, in the order in which they did. */
  readonly operations: readonly Operation[]
  /** Answers of 500 and above, but for "the database cannot be reached". */
  readonly failures: readonly string[]
  /** Resolves when this many more have been acknowledged, and false after `withinMs`. */
  more(count: number, withinMs?: number): Promise<boolean>
  stop(): Promise<void>
}

/** What the server answers of a crate or a request, as far as the load cares. */
interface Answer extends Thing {
  readonly to_unit?: { readonly id: string } | null
  readonly error?: { readonly code: string }
}

interface Sent {
  readonly status: number
  readonly outcome: Outcome
  readonly body: Partial<Answer> | null
}

export interface WriteLoadOptions {
  readonly writers: readonly Writer[]
  readonly urls: readonly string[]
  readonly random: Random
  /** Each writer's mean pause between two writes. */
  readonly paceMs: number
}

const ANSWER_LIMIT_MS = 10_000
/** Some ask again, under the same key, until they know; the others leave it undecided. */
const ASKS_AGAIN = 0.5
const TRIES = 20

/** Closed for good: nothing more happens to it. */
const CLOSED = new Set(['rejected', 'cancelled', 'completed'])
/** The same write runs just now, or cannot be taken just now: no answer about its outcome. */
const UNDECIDED_CODES = new Set(['idempotency_running', 'rate_limited'])

export function startWriteLoad(options: WriteLoadOptions): WriteLoad {
  const load = new RunningLoad(options)
  return {
    operations: load.operations,
    failures: load.failures,
    more: (count, withinMs = 60_000) => load.more(count, withinMs),
    stop: () => load.stop(),
  }
}

class RunningLoad {
  readonly operations: Operation[] = []
  readonly failures: string[] = []
  #acknowledged = 0
  #isStopped = false
  readonly #stopping = new AbortController()
  readonly #waiting = new Set<() => void>()
  readonly #options: WriteLoadOptions
  readonly #unitIds: readonly string[]
  readonly #worlds: ReadonlyMap<string, World>
  readonly #workers: readonly Promise<void>[]

  constructor(options: WriteLoadOptions) {
    this.#options = options
    // Each writer's pause ends with the load.
    setMaxListeners(options.writers.length, this.#stopping.signal)
    this.#unitIds = [...new Set(options.writers.map(({ unitId }) => unitId))]
    this.#worlds = new Map(this.#unitIds.map((id) => [id, { crates: new Map(), requests: new Map() }]))
    this.#workers = options.writers.map((writer) => this.#work(writer, options.random.fork()))
  }

  async more(count: number, withinMs: number): Promise<boolean> {
    const goal = this.#acknowledged + count
    return await new Promise((resolve) => {
      const finish = (isReached: boolean): void => {
        clearTimeout(limit)
        this.#waiting.delete(look)
        resolve(isReached)
      }
      const look = (): void => {
        if (this.#acknowledged >= goal) finish(true)
      }
      const limit = setTimeout(finish, withinMs, false)
      this.#waiting.add(look)
      look()
    })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#stopping.abort()
    await Promise.all(this.#workers)
  }

  async #work(writer: Writer, random: Random): Promise<void> {
    const { paceMs } = this.#options
    while (!this.#isStopped) {
      await this.#write(writer, random)
      await sleep(2 * paceMs * random.next(), null, { signal: this.#stopping.signal }).catch(() => {})
    }
  }

  async #write(writer: Writer, random: Random): Promise<void> {
    const world = this.#worlds.get(writer.unitId)
    if (world === undefined) return
    const write = chooseWrite({ world, unitIds: this.#unitIds, isManager: writer.isManager }, random)
    const sentAt = Date.now()
    const { outcome, body } = await this.#decide(writer, write, random)
    const version = body?.version ?? null
    const { id, kind, rowId } = write
    this.operations.push({ id, kind, rowId, sentAt, endedAt: Date.now(), outcome, version })
    if (outcome !== 'acknowledged') return await this.#refresh(writer, write, world, random)
    remember(write, body, [world, this.#worlds.get(body?.to_unit?.id ?? '') ?? world])
    this.#acknowledged += 1
    for (const look of this.#waiting) look()
  }

  /** Sends the write, and asks again under the same key where nothing was said about its outcome. */
  async #decide(writer: Writer, write: Write, random: Random): Promise<Sent> {
    const tries = random.next() < ASKS_AGAIN ? TRIES : 1
    let sent: Sent = { status: 0, outcome: 'unknown', body: null }
    for (let tried = 0; tried < tries && sent.outcome === 'unknown'; tried += 1) {
      if (tried > 0) {
        if (this.#isStopped) break
        await sleep(100 + 200 * random.next())
      }
      const isRepeat = tried > 0
      sent = await this.#send(writer, write, random)
      // A repetition answers with the row as it is now, and that may be gone: it says nothing about the write.
      if (isRepeat && sent.status === 404) return { ...sent, outcome: 'unknown' }
    }
    return sent
  }

  async #send({ client }: Writer, write: Write, random: Random): Promise<Sent> {
    const url = random.pick(this.#options.urls) ?? ''
    const { id, method, path, body } = write
    const headers = { 'x-change-id': id, 'idempotency-key': id }
    const answer = await client
      .call<Partial<Answer> | null>(method, path, body, {
        url,
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
        headers,
      })
      .catch(() => null)
    if (answer === null) return { status: 0, outcome: 'unknown', body: null }
    const { status, body: said } = answer
    if (status < 300) return { status, outcome: 'acknowledged', body: said }
    if (status >= 500 && status !== 503) {
      this.failures.push(`${method} ${path}: ${status} ${JSON.stringify(said)}`)
    }
    const isUndecided = status >= 500 || UNDECIDED_CODES.has(said?.error?.code ?? '')
    return { status, outcome: isUndecided ? 'unknown' : 'refused', body: null }
  }

  /** Whoever was refused, or got no answer, looks at how it stands. */
  async #refresh({ client }: Writer, write: Write, world: World, random: Random): Promise<void> {
    const { thing } = write
    if (thing === undefined || this.#isStopped) return
    const kind = world.crates.has(thing.id) ? 'crates' : 'requests'
    const url = random.pick(this.#options.urls) ?? ''
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS)
    const answer = await client
      .call<Partial<Answer> | null>('GET', `/api/archive/${kind}/${thing.id}`, undefined, { url, signal })
      .catch(() => null)
    if (answer?.status === 404) world[kind].delete(thing.id)
    if (answer?.status !== 200 || answer.body?.version === undefined) return
    const { version, status = thing.status } = answer.body
    if (kind === 'requests' && CLOSED.has(status)) world.requests.delete(thing.id)
    else Object.assign(thing, { version, status })
  }
}

function remember(write: Write, body: Partial<Answer> | null, worlds: readonly World[]): void {
  const { id, version, status } = body ?? {}
  for (const world of worlds) {
    if (write.kind === 'remove') world.crates.delete(write.rowId)
    if (write.into === null || id === undefined || version === undefined || status === undefined) continue
    if (write.into === 'requests' && CLOSED.has(status)) world.requests.delete(id)
    else world[write.into].set(id, { id, version, status })
  }
}
