import WebSocket from 'ws'
import { createTopicLog } from '../observers/topicLog.ts'
import type { WireFrame } from '../observers/wireFrame.ts'

/** One of very many: knows its cursors and nothing else, and comes back as the product's client does. */
export interface StormClient {
  readonly isLive: boolean
}

export interface StormClientOptions {
  readonly addresses: readonly string[]
  readonly token: string
  /** Of 127.0.0.0/8: one address has not ports enough for all. */
  readonly localAddress: string
  readonly onOpen: () => void
  /** A connection that was open is gone. */
  readonly onLoss: () => void
  readonly onFailure: () => void
  readonly onTold: () => void
}

const MIN_MS = 500
const MAX_MS = 20_000

export function startStormClient(o: StormClientOptions): StormClient {
  let isGreeted = false
  let failures = 0
  let place = 0
  const topics = createTopicLog({
    record: (entry) => {
      if (entry.kind === 'began' && entry.told) o.onTold()
    },
    onEvent: () => {},
    onTold: () => {},
  })

  const connect = (): void => {
    const address = o.addresses[place % o.addresses.length] ?? ''
    const { token, localAddress } = o
    const socket = new WebSocket(`${address}/ws`, {
      headers: { authorization: `Bearer ${token}` },
      localAddress,
    })
    const send = (frame: object | null): void => {
      if (frame !== null) socket.send(JSON.stringify(frame))
    }
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as WireFrame
      if (frame.type !== 'connection_established') return send(topics.take(frame))
      o.onOpen()
      isGreeted = true
      failures = 0
      send(topics.greeted())
    })
    socket.on('error', () => {})
    socket.on('close', (code) => {
      if (code >= 4400 && code < 4500) topics.startOver()
      if (isGreeted) o.onLoss()
      else o.onFailure()
      // Whoever spreads the clients over the processes knows that this one is gone.
      place += 1
      isGreeted = false
      const most = Math.min(MAX_MS, MIN_MS * 2 ** failures)
      failures += 1
      setTimeout(connect, MIN_MS + Math.random() * (most - MIN_MS))
    })
  }
  connect()
  return {
    get isLive() {
      return isGreeted && topics.cursors.size > 0 && topics.resuming.size === 0
    },
  }
}
