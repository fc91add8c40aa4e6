import WebSocket from 'ws'
import type { ScriptClient } from '../../../e2e/harness/scriptClient.ts'
import { createTopicLog } from '../observers/topicLog.ts'
import type { WireFrame } from '../observers/wireFrame.ts'
import type { Line } from './talk.ts'

/** A participant's client on `/ws`: hears a conversation, resumes from where it stood, and fetches what it is told that it missed. */
export interface Ear {
  readonly live: ReadonlyMap<number, string>
  readonly arrived: readonly (readonly Line[])[]
  readonly holes: readonly string[]
  /** Frames of the conversation that came, whoever may hear it. */
  readonly frames: number
  readonly isConnected: boolean
  /** Connected, and nothing is being resumed or fetched. */
  readonly isLive: boolean
  /** Whether this text is in what it shows. */
  has(content: string): boolean
  /** False: there is no connection to say it on. */
  say(message: { readonly id: string; readonly content: string }): boolean
  /** Calls at each thing that comes, and when the connection ends. */
  watch(listener: () => void): () => void
  /** Everything afresh, page by page. */
  reload(): Promise<Line[]>
  stop(): void
}

interface EarOptions {
  readonly client: ScriptClient
  readonly conversationId: string
  /** `http://…` of the processes, its favourite first. */
  readonly urls: readonly string[]
}

interface Page {
  readonly items: readonly {
    readonly number: number
    readonly content: string | null
    readonly note: unknown
  }[]
  readonly has_newer: boolean
}

const RETRY_MS = 250
const FETCH_LIMIT_MS = 5_000
/** How long past one and a half heartbeats a sign of life may take. */
const ANSWER_MS = 3_000

export const startEar = (options: EarOptions): Ear => new RunningEar(options)

class RunningEar implements Ear {
  readonly live = new Map<number, string>()
  readonly arrived: Line[][] = [[]]
  readonly holes: string[] = []
  frames = 0
  readonly #texts = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #options: EarOptions
  readonly #topic: string
  readonly #log
  #socket: WebSocket | null = null
  #isGreeted = false
  #isStopped = false
  #isFetching = false
  #mustFetch = false
  #heardAt = Date.now()
  #silenceMs = Infinity
  #attempt = 0
  #retry: NodeJS.Timeout | undefined
  readonly #doubt: NodeJS.Timeout

  constructor(options: EarOptions) {
    this.#options = options
    this.#topic = `conversation:${options.conversationId}`
    this.#log = createTopicLog({
      record: (entry) => {
        if (entry.kind === 'hole') this.holes.push(`a gap after seq ${entry.after}`)
        if (entry.kind === 'began' && entry.topic === this.#topic) this.#fetchAnew()
      },
      onEvent: ({ data = {}, action, entity, topic }) => {
        if (topic !== this.#topic) return
        if ('bulk' in data) this.#fetchAnew()
        else if (entity === 'message' && action === 'created') this.#take(data)
      },
      onTold: () => {},
    })
    this.#connect()
    this.#doubt = setInterval(() => {
      if (this.#isGreeted && Date.now() - this.#heardAt > this.#silenceMs) this.#socket?.terminate()
    }, 500)
  }

  get isConnected() {
    return this.#isGreeted
  }

  get isLive() {
    const isCaughtUp = this.#log.cursors.has(this.#topic) && this.#log.resuming.size === 0
    return this.#isGreeted && isCaughtUp && !this.#isFetching && !this.#mustFetch
  }

  has(content: string) {
    return this.#texts.has(content)
  }

  say(message: { readonly id: string; readonly content: string }) {
    if (!this.#isGreeted || this.#socket === null) return false
    this.#socket.send(JSON.stringify({ type: 'message', topic: this.#topic, ...message }))
    return true
  }

  watch(listener: () => void) {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async reload() {
    return await this.#read(0)
  }

  stop() {
    this.#isStopped = true
    clearTimeout(this.#retry)
    clearInterval(this.#doubt)
    this.#socket?.terminate()
  }

  #connect() {
    if (this.#isStopped) return
    const { client, urls } = this.#options
    const address = (urls[this.#attempt % urls.length] ?? '').replace('http', 'ws')
    const socket = new WebSocket(`${address}/ws`, {
      headers: { authorization: `Bearer ${client.access}` },
      handshakeTimeout: 3_000,
    })
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#receive(JSON.parse(data.toString()) as WireFrame))
    socket.on('error', () => {})
    socket.on('close', (code) => {
      if (!this.#isGreeted) this.#attempt += 1
      this.#isGreeted = false
      if (code >= 4400 && code < 4500) this.#log.startOver()
      this.#tell()
      if (!this.#isStopped) this.#retry = setTimeout(() => this.#connect(), RETRY_MS)
    })
  }

  #receive(frame: WireFrame & { readonly message?: unknown }) {
    this.#heardAt = Date.now()
    if (frame.type === 'connection_established') {
      this.#isGreeted = true
      this.#silenceMs = 1_500 * (frame.heartbeat_interval ?? 30) + ANSWER_MS
      const hello = this.#log.greeted() ?? { type: 'subscribe', topic: this.#topic }
      this.#socket?.send(JSON.stringify(hello))
    } else {
      const isOfTopic = frame.topic === this.#topic && frame.type !== 'error' && frame.type !== 'unsubscribed'
      if (isOfTopic) this.frames += 1
      // A message's frame is an event like the others, with the message for its data.
      const isMessage =
        frame.type === 'message' && typeof frame.message === 'object' && frame.message !== null
      const asEvent = isMessage ? { ...frame, type: 'data_update', data: { ...frame.message } } : frame
      const answer = this.#log.take(asEvent)
      if (answer !== null) this.#socket?.send(JSON.stringify(answer))
    }
    this.#tell()
  }

  #take({ number, content, note }: Readonly<Record<string, unknown>>) {
    if (typeof number !== 'number' || typeof content !== 'string' || note !== null) return
    this.arrived.at(-1)?.push({ number, content })
    this.#show({ number, content })
  }

  #show({ number, content }: Line) {
    this.live.set(number, content)
    this.#texts.add(content)
  }

  /** Something was missed, or is not known: what is new since the last line is read. */
  #fetchAnew() {
    this.arrived.push([])
    this.#mustFetch = true
    if (!this.#isFetching) void this.#fetch()
  }

  async #fetch() {
    this.#isFetching = true
    while (this.#mustFetch && !this.#isStopped) {
      this.#mustFetch = false
      try {
        for (const line of await this.#read(0)) this.#show(line)
      } catch {
        this.#mustFetch = true
        await new Promise((resolve) => void setTimeout(resolve, RETRY_MS))
      }
    }
    this.#isFetching = false
    this.#tell()
  }

  async #read(from: number): Promise<Line[]> {
    const { client, conversationId, urls } = this.#options
    const lines: Line[] = []
    for (let [after, hasMore, tries] = [from, true, 0]; hasMore;) {
      const url = urls[tries % urls.length] ?? ''
      const path = `/api/messages/conversations/${conversationId}/messages?after=${after}&limit=100`
      const signal = AbortSignal.timeout(FETCH_LIMIT_MS)
      const answer = await client.call<Page>('GET', path, undefined, { url, signal }).catch(() => null)
      if (answer?.status !== 200) {
        tries += 1
        if (tries > 20) throw new Error(`the history cannot be read: ${answer?.status ?? 'no answer'}`)
        await new Promise((resolve) => void setTimeout(resolve, RETRY_MS))
        continue
      }
      const { items, has_newer: hasNewer } = answer.body
      for (const { number, content, note } of items) {
        if (note === null) lines.push({ number, content: content ?? '' })
      }
      after = items.at(-1)?.number ?? after
      hasMore = hasNewer && items.length > 0
    }
    return lines
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}
