import { WebSocket } from 'ws'
import { answerParent } from '../answerParent.ts'
import { machineNow } from '../machineClock.ts'

// Clients that read what they are sent, and note when each message came to each of them.

export type EarQuestions = {
  /** One client for each token; resolves when all are subscribed to the topic. */
  open: (asked: {
    readonly port: number
    readonly tokens: readonly string[]
    readonly topic: string
  }) => Promise<void>
  /** Resolves when that many deliveries came in all: when each came, in ms on the machine's clock, by message id. */
  arrivals: (asked: { readonly deliveries: number }) => Promise<Readonly<Record<string, readonly number[]>>>
}

const arrivals = new Map<string, number[]>()
let deliveries = 0
let waiting: { readonly deliveries: number; readonly resolve: () => void } | null = null

function hear(id: string, at: number): void {
  const known = arrivals.get(id)
  if (known === undefined) arrivals.set(id, [at])
  else known.push(at)
  deliveries += 1
  if (waiting !== null && deliveries >= waiting.deliveries) waiting.resolve()
}

function openOne(port: number, token: string, topic: string): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['wardline.v1'], {
    headers: { authorization: `Bearer ${token}` },
  })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`a client was closed: ${code}`)))
    socket.once('open', () => socket.send(JSON.stringify({ type: 'subscribe', topic })))
    socket.on('message', (data: Buffer) => {
      const at = machineNow()
      const frame = JSON.parse(data.toString()) as { type: string; topic?: string; message?: { id: string } }
      if (frame.topic !== topic) return
      if (frame.type === 'subscribed') resolve()
      if (frame.type === 'message' && frame.message !== undefined) hear(frame.message.id, at)
    })
  })
}

answerParent({
  open: async ({ port, tokens, topic }) => {
    for (const token of tokens) await openOne(port, token, topic)
  },
  arrivals: async (asked) => {
    if (deliveries < asked.deliveries) {
      await new Promise<void>((resolve) => (waiting = { deliveries: asked.deliveries, resolve }))
    }
    const all = Object.fromEntries(arrivals)
    arrivals.clear()
    deliveries = 0
    waiting = null
    return all
  },
} satisfies EarQuestions)
