import { SUBPROTOCOL } from '../../../realtime/protocol/version.ts'
import { createTestSocket } from '../../../realtime/testing/createTestSocket.ts'

/** Somebody who works beside an attack: hears a topic, and pings all the time. */
export interface Bystander extends AsyncDisposable {
  /** Resolves after so many more pongs and events. */
  lives(count?: number): Promise<void>
  /** Longest wait for a pong so far, in ms. */
  readonly worstMs: number
}

export async function createBystander(port: number): Promise<Bystander> {
  const protocols = [SUBPROTOCOL, 'bearer.eve']
  const socket = await createTestSocket(`ws://127.0.0.1:${port}/ws`, { protocols })
  await socket.expect({ type: 'connection_established' })
  socket.send({ type: 'subscribe', topic: 'unit:a' })
  await socket.expect({ type: 'subscribed' })
  let worstMs = 0
  let lastSeq = 0
  let isOver = false
  const waiting: { events: number; pongs: number; resolve: () => void; reject: (error: Error) => void }[] = []
  const count = (kind: 'events' | 'pongs'): void => {
    for (const one of waiting) one[kind] -= 1
    while (waiting[0] && waiting[0].events <= 0 && waiting[0].pongs <= 0) waiting.shift()?.resolve()
  }
  const fail = (what: string): void => {
    for (const { reject } of waiting.splice(0)) reject(new Error(what))
  }
  void socket.closed().then(({ code }) => isOver || fail(`the bystander was closed ${code}`))

  let sentAt = performance.now()
  const ping = (): void => {
    sentAt = performance.now()
    socket.send({ type: 'ping' })
  }
  socket.raw.on('message', (data) => {
    const frame = JSON.parse(String(data as Buffer)) as { type: string; seq?: number }
    if (frame.type === 'data_update' && frame.seq !== undefined) {
      if (lastSeq > 0 && frame.seq !== lastSeq + 1) fail(`the bystander heard ${frame.seq} after ${lastSeq}`)
      lastSeq = frame.seq
      count('events')
    }
    if (frame.type === 'pong') {
      worstMs = Math.max(worstMs, performance.now() - sentAt)
      count('pongs')
      if (!isOver) setTimeout(ping, 20)
    }
    if (frame.type === 'error') fail(`the bystander was told ${String(data as Buffer)}`)
  })
  ping()
  return {
    get worstMs() {
      return worstMs
    },
    lives: (times = 3) =>
      new Promise((resolve, reject) => void waiting.push({ events: times, pongs: times, resolve, reject })),
    async [Symbol.asyncDispose]() {
      isOver = true
      await socket[Symbol.asyncDispose]()
    },
  }
}
