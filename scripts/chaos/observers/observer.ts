import WebSocket from 'ws'
import type { ScriptClient } from '../../../e2e/harness/scriptClient.ts'
import type { Entry, Rows } from '../history.ts'
import { fetchRows } from './fetchRows.ts'
import { createHeldRows } from './heldRows.ts'
import { createTopicLog } from './topicLog.ts'
import type { WireFrame } from './wireFrame.ts'

/** A client on `/ws` that follows PROTOCOL and nothing else: resumes from its cursors, wherever it can connect. */
export interface Observer {
  readonly name: string
  readonly client: ScriptClient
  readonly entries: readonly Entry[]
  readonly cursors: ReadonlyMap<string, { readonly epoch: string; readonly seq: number }>
  readonly held: Rows
  readonly isConnected: boolean
  /** Signed out for good. */
  readonly isGone: boolean
  /** Nothing is being fetched or resumed. */
  readonly isSettled: boolean
  /** When it last became live again after a loss, in ms since the epoch. */
  readonly liveAt: number
  /** Stops reading, as a program that hangs. */
  freeze(): void
  thaw(): void
  close(): void
}

export interface ObserverOptions {
  readonly name: string
  /** `ws://…`, the favourite first. */
  readonly addresses: readonly string[]
  /** `http://…`, where rows are fetched. */
  readonly urls: readonly string[]
  readonly client: ScriptClient
}

const RETRY_MS = [100, 400] as const
const LOOK_MS = 500
/** How long past one and a half heartbeats a sign of life may take. */
const ANSWER_MS = 5_000

export function startObserver(options: ObserverOptions): Observer {
  return new RunningObserver(options)
}

class RunningObserver implements Observer {
  readonly name: string
  readonly client: ScriptClient
  readonly entries: Entry[] = []
  liveAt = 0
  #socket: WebSocket | null = null
  #isGreeted = false
  #lostAt = 0
  #isClosed = false
  #isFrozen = false
  #heardAt = 0
  #silenceMs = 0
  #retry: NodeJS.Timeout | undefined
  readonly #watch: NodeJS.Timeout
  readonly #addresses: readonly string[]
  readonly #topics
  readonly #rows

  constructor({ name, addresses, urls, client }: ObserverOptions) {
    this.name = name
    this.client = client
    this.#addresses = addresses
    this.#rows = createHeldRows(
      (signal) => fetchRows(client, { urls, signal }),
      () => this.entries.push({ kind: 'fetched' }),
    )
    this.#topics = createTopicLog({
      record: (entry) => this.entries.push(entry),
      onTold: () => this.#rows.fetchAnew(),
      onEvent: ({ topic, entity = '', action = '', data = {} }) => {
        if (!topic.startsWith('unit')) return
        this.#rows.apply({
          entity,
          action,
          id: typeof data['id'] === 'string' ? data['id'] : null,
          status: typeof data['status'] === 'string' ? data['status'] : null,
          version: typeof data['version'] === 'number' ? data['version'] : null,
        })
      },
    })
    this.#connect(0)
    this.#watch = setInterval(() => this.#doubt(), LOOK_MS)
  }

  get cursors() {
    return this.#topics.cursors
  }

  get held() {
    return this.#rows.rows
  }

  get isConnected() {
    return this.#isGreeted
  }

  get isGone() {
    return this.#isClosed
  }

  get isSettled() {
    return this.#isGreeted && this.#topics.resuming.size === 0 && this.#rows.isSettled
  }

  freeze(): void {
    this.#isFrozen = true
    this.#socket?.pause()
  }

  thaw(): void {
    this.#isFrozen = false
    this.#heardAt = Date.now()
    this.#socket?.resume()
  }

  close(): void {
    this.#isClosed = true
    this.#isGreeted = false
    clearTimeout(this.#retry)
    clearInterval(this.#watch)
    this.#rows.stop()
    this.#socket?.terminate()
  }

  #connect(attempt: number): void {
    if (this.#isClosed) return
    const address = this.#addresses[attempt % this.#addresses.length] ?? ''
    const socket = new WebSocket(`${address}/ws`, {
      headers: { authorization: `Bearer ${this.client.access}` },
      handshakeTimeout: 5_000,
    })
    this.#socket = socket
    let wasGreeted = false
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as WireFrame
      wasGreeted ||= frame.type === 'connection_established'
      this.#receive(frame)
    })
    socket.on('error', () => {})
    socket.on('close', (code) => {
      this.#isGreeted = false
      this.#lostAt = Date.now()
      // One that never opened has not been closed.
      if (wasGreeted) this.entries.push({ kind: 'closed', code, at: this.#lostAt })
      if (code >= 4400 && code < 4500) this.#topics.startOver()
      if (code >= 4000 && code < 4100) return this.#end()
      // As the protocol says: only the next address is somebody else's.
      const [low, high] = RETRY_MS
      const next = wasGreeted ? attempt : attempt + 1
      this.#retry = setTimeout(() => this.#connect(next), low + (high - low) * ((attempt % 7) / 7))
    })
  }

  /** A connection from which nothing came for too long is replaced. */
  #doubt(): void {
    const isSilent = this.#isGreeted && Date.now() - this.#heardAt > this.#silenceMs
    if (isSilent && !this.#isFrozen) this.#socket?.terminate()
  }

  /** Signed out: everything that was held is gone. */
  #end(): void {
    this.#topics.startOver()
    this.#isClosed = true
    clearInterval(this.#watch)
  }

  #receive(frame: WireFrame): void {
    this.#heardAt = Date.now()
    if (frame.type === 'connection_established') {
      this.#isGreeted = true
      this.#silenceMs = 1_500 * (frame.heartbeat_interval ?? 30) + ANSWER_MS
      this.#send(this.#topics.greeted())
    } else this.#send(this.#topics.take(frame))
    const isLive = this.#topics.cursors.size > 0 && this.#topics.resuming.size === 0
    if (isLive && this.liveAt <= this.#lostAt) this.liveAt = Date.now()
  }

  #send(frame: object | null): void {
    if (frame !== null) this.#socket?.send(JSON.stringify(frame))
  }
}
