import { connect, type Socket } from 'node:net'
import { answerParent } from '../answerParent.ts'
import { FrameCounter } from '../frameCounter.ts'
import { maskedDeflated, maskedText } from '../maskedText.ts'

// Many cheap WebSocket clients in one process: they speak the handshake, send what they are told to, and count frames.

export interface OpenReaders {
  readonly port: number
  readonly count: number
  /** Numbers the clients from here on. */
  readonly from: number
  /** `{n}` stands for the client's number. */
  readonly path: string
  /** More lines of each client's head, the first client's first. */
  readonly heads?: readonly (readonly string[])[]
  /** They negotiate permessage-deflate, as browsers do where a server takes it. */
  readonly deflates?: boolean
  /** Sent once the upgrade is through. */
  readonly say: readonly string[]
  /** The client is ready when it has got this many frames. */
  readonly awaits: number
  /** How many are under way at once. */
  readonly atOnce: number
}

export type ReaderQuestions = {
  open: (asked: OpenReaders) => Promise<void>
  /** Resolves when all clients together have got this many frames since they were ready; with how many it then is. */
  frames: (asked: { readonly atLeast: number }) => number | Promise<number>
  /** Forgets what was counted. */
  reset: () => void
  pause: (asked: { readonly client: number }) => void
  resume: (asked: { readonly client: number }) => void
  close: () => Promise<void>
}

/** How long they sleep between two looks at their sockets. */
const NAP_MS = 4

const sockets: Socket[] = []
let frames = 0
let waiting: { readonly atLeast: number; readonly resolve: (frames: number) => void } | null = null

function counted(more: number): void {
  frames += more
  if (waiting === null || frames < waiting.atLeast) return
  waiting.resolve(frames)
  waiting = null
}

async function openAll(asked: OpenReaders): Promise<void> {
  let next = asked.from
  const end = asked.from + asked.count
  const work = async (): Promise<void> => {
    while (next < end) {
      const number = next
      next += 1
      await openOne(asked, number)
    }
  }
  await Promise.all(Array.from({ length: asked.atOnce }, work))
}

function openOne(
  { awaits, deflates, from, heads, path, port, say }: OpenReaders,
  number: number,
): Promise<void> {
  const numbered = (text: string): string => text.replaceAll('{n}', String(number))
  return new Promise((resolve, reject) => {
    // Several addresses: one has ports for 28,000 connections at most, and those just closed keep theirs for a minute.
    const localAddress = `127.0.0.${2 + (number % 16)}`
    const socket = connect({ host: '127.0.0.1', port, localAddress })
    const counter = new FrameCounter()
    let isReady = false
    let first = 0
    socket.setNoDelay(true)
    socket.once('connect', () => {
      socket.write(
        [
          `GET ${numbered(path)} HTTP/1.1`,
          'Host: localhost',
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Version: 13',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          ...(deflates === true ? ['Sec-WebSocket-Extensions: permessage-deflate'] : []),
          ...(heads?.[number - from] ?? []),
          '\r\n',
        ].join('\r\n'),
      )
      const frameOf = deflates === true ? maskedDeflated : maskedText
      for (const text of say) socket.write(frameOf(numbered(text)))
    })
    socket.on('data', (data) => {
      const more = counter.take(data)
      if (isReady) return counted(more)
      first += more
      if (!counter.isUpgraded || first < awaits) return
      isReady = true
      resolve()
    })
    socket.on('error', (error) => (isReady ? undefined : reject(error)))
    socket.on('close', () => reject(new Error(`client ${number} was closed: ${counter.said}`)))
    sockets[number] = socket
  })
}

// Clients are on other machines, as a rule. Here a write would pay for waking the reader of each socket up, which costs
// more than the write and depends on what else the machine does: so they sleep, and then read all that has come.
const cell = new Int32Array(new SharedArrayBuffer(4))
function nap(): void {
  Atomics.wait(cell, 0, 0, NAP_MS)
  setImmediate(nap)
}
nap()

answerParent({
  open: openAll,
  frames: ({ atLeast }) =>
    frames >= atLeast ? frames : new Promise((resolve) => (waiting = { atLeast, resolve })),
  reset: () => {
    frames = 0
  },
  pause: ({ client }) => void sockets[client]?.pause(),
  resume: ({ client }) => void sockets[client]?.resume(),
  close: async () => {
    const closing = sockets
      .splice(0)
      .map((socket) => new Promise<void>((resolve) => void socket.once('close', () => resolve()).destroy()))
    await Promise.all(closing)
    frames = 0
  },
} satisfies ReaderQuestions)
