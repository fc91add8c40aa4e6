import WebSocket from 'ws'

/** What an observer was told of one durable event. */
export interface Heard {
  readonly topic: string
  readonly seq: number
  readonly entity: string
  readonly action: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A client on `/ws` that follows PROTOCOL and nothing else: resumes from its cursors, wherever it can connect. */
export interface Observer {
  readonly name: string
  /** In the order in which they came, each seq once. */
  readonly heard: readonly Heard[]
  /** Everything that must not happen: holes, lost history, topics that were never granted. */
  readonly complaints: readonly string[]
  /** Where each topic stood when it was first subscribed. */
  readonly startedAt: ReadonlyMap<string, number>
  readonly cursors: ReadonlyMap<string, { readonly epoch: string; readonly seq: number }>
  /** How many connections it has needed. */
  readonly connections: number
  close(): void
}

interface Frame {
  readonly type: string
  readonly topic?: string
  readonly seq?: number
  readonly epoch?: string
  readonly recovered?: boolean | null
  readonly heads?: Readonly<Record<string, number>>
  readonly [field: string]: unknown
}

const RETRY_MS = 100

/** `addresses`: where to connect, the favourite first. `mayHear` says which topics this person may be sent. */
export function startObserver(options: {
  name: string
  addresses: readonly string[]
  token: string
  mayHear: (topic: string) => boolean
}): Observer {
  const { name, addresses, token, mayHear } = options
  const heard: Heard[] = []
  const complaints: string[] = []
  const startedAt = new Map<string, number>()
  const cursors = new Map<string, { epoch: string; seq: number }>()
  /** Topics whose `resume` has not been answered: what comes for them may lie behind the gap that is being closed. */
  const resuming = new Set<string>()
  let socket: WebSocket | null = null
  let connections = 0
  let isClosed = false
  let retry: NodeJS.Timeout | undefined

  const resume = (topics: readonly string[]): void => {
    if (topics.length === 0) return
    for (const topic of topics) resuming.add(topic)
    const asked = Object.fromEntries(topics.map((topic) => [topic, cursors.get(topic)]))
    socket?.send(JSON.stringify({ type: 'resume', cursors: asked }))
  }

  const onSubscribed = (topic: string, { epoch = '', seq = 0, recovered }: Frame): void => {
    if (recovered === false) complaints.push(`${name}: the history of ${topic} was not recovered`)
    if (recovered !== null) resuming.delete(topic)
    if (cursors.has(topic)) return
    cursors.set(topic, { epoch, seq })
    startedAt.set(topic, seq)
  }

  const onEvent = (topic: string, seq: number, frame: Frame): void => {
    const cursor = cursors.get(topic)
    if (cursor === undefined)
      return void complaints.push(`${name}: ${topic} #${seq} before it was subscribed`)
    if (seq <= cursor.seq) return
    if (seq > cursor.seq + 1) {
      if (!resuming.has(topic))
        complaints.push(`${name}: a hole in ${topic} between ${cursor.seq} and ${seq}`)
      return
    }
    cursor.seq = seq
    heard.push({ topic, seq, ...(frame as unknown as Pick<Heard, 'entity' | 'action' | 'data'>) })
  }

  const onFrame = (frame: Frame): void => {
    const { type, topic, seq } = frame
    if (topic !== undefined && !mayHear(topic)) complaints.push(`${name}: was sent ${JSON.stringify(frame)}`)
    if (type === 'connection_established') return resume([...cursors.keys()])
    if (type === 'subscribed' && topic !== undefined) return onSubscribed(topic, frame)
    if (type === 'reset' || type === 'unsubscribed') complaints.push(`${name}: ${JSON.stringify(frame)}`)
    if (type === 'data_update' && topic !== undefined && seq !== undefined) return onEvent(topic, seq, frame)
    if (type === 'heartbeat' && frame.heads !== undefined) {
      const behind = Object.entries(frame.heads).filter(([of, head]) => head > (cursors.get(of)?.seq ?? head))
      resume(behind.map(([of]) => of).filter((of) => !resuming.has(of)))
    }
  }

  const connect = (attempt: number): void => {
    if (isClosed) return
    const address = addresses[attempt % addresses.length] ?? ''
    const mine = new WebSocket(`${address}/ws?token=${token}`)
    socket = mine
    resuming.clear()
    let wasOpen = false
    mine.on('open', () => {
      wasOpen = true
      connections += 1
    })
    mine.on('message', (data: Buffer) => onFrame(JSON.parse(data.toString()) as Frame))
    mine.on('error', () => {})
    mine.on('close', (code) => {
      if (code >= 4000 && code < 4100) complaints.push(`${name}: closed with ${code}`)
      retry = setTimeout(() => connect(wasOpen ? attempt : attempt + 1), RETRY_MS)
    })
  }
  connect(0)

  return {
    name,
    heard,
    complaints,
    startedAt,
    cursors,
    get connections() {
      return connections
    },
    close() {
      isClosed = true
      clearTimeout(retry)
      socket?.terminate()
    },
  }
}
