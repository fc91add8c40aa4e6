import type { Message, MessageSend } from '@/lib/domains/messages/contract.ts'
import type { ClientClock } from '@/lib/realtime/client/clientClock.ts'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import type { Watchable } from '@/lib/realtime/client/liveClient.ts'
import { ApiError } from '../ApiError.ts'
import { createOutgoingList, type OutgoingList } from './queue/createOutgoingList.ts'
import { toMessage, type Outgoing, type Written } from './queue/outgoing.ts'
import type { QueuePorts } from './queue/queuePorts.ts'

/**
 * Sends messages, those of one conversation one after the other in the order in which they were written. With a queue they are
 * kept in this browser until they are there, over reloads too, and only one tab sends at a time; without one, in memory only.
 */
export interface Outbox {
  of(conversationId: string): Watchable<readonly Outgoing[]>
  add(conversationId: string, written: Written): void
  retry(id: string): void
  discard(id: string): void
  /** These are in the history now. */
  settle(ids: readonly string[]): void
}

export interface OutboxOptions {
  /** Rejects with an ApiError; anything else counts as no answer. */
  readonly post: (conversationId: string, message: MessageSend) => Promise<Message>
  readonly status: Watchable<ConnectionStatus>
  readonly clock: ClientClock
  readonly newId: () => string
  readonly queue: QueuePorts | null
}

/** Waits between tries while the server is away, in ms; a connection that comes back ends them. */
const WAITS_MS = [1_000, 2_000, 5_000, 15_000]

const AWAY = 'The server cannot be reached.'

export function createOutbox(o: OutboxOptions): Outbox {
  const list = createOutgoingList(o.queue)
  const sender = createSender(o, list)
  o.queue?.hear((word) => {
    if (word.kind === 'sent') list.change(word.id, { state: 'sent' })
    else if (word.kind === 'wiped') list.close()
    else void list.look()
  })
  // What was written before this page was loaded.
  if (o.queue) void list.look().then(sender.run)

  return {
    of: list.of,
    add(conversationId, written) {
      const writtenAt = new Date(o.clock.now()).toISOString()
      const waiting = { state: 'waiting', problem: null, isKept: o.queue !== null } as const
      void list.add({ ...written, id: o.newId(), conversationId, writtenAt, ...waiting }).then(sender.run)
    },
    retry(id) {
      if (list.find(id)?.state !== 'failed') return
      void list.keep(id, { state: 'waiting', problem: null }).then(sender.run)
    },
    discard(id) {
      if (list.find(id)?.state !== 'sending') void list.remove([id])
    },
    settle(ids) {
      void list.remove(ids.filter((id) => list.find(id)))
    },
  }
}

function createSender(o: OutboxOptions, list: OutgoingList) {
  let [isRunning, isAsked] = [false, false]

  /** Sends what waits, until nothing does. */
  async function run(): Promise<void> {
    isAsked = true
    if (isRunning) return
    isRunning = true
    for (let failures = 0; isAsked;) {
      isAsked = false
      const wasReached = await sendAlone()
      failures = wasReached ? 0 : failures + 1
      if (wasReached) continue
      for (const { id } of list.waiting()) list.change(id, { problem: AWAY })
      await comeback(WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0)
      isAsked = true
    }
    isRunning = false
  }

  /** False: the server could not be reached. */
  async function sendAlone(): Promise<boolean> {
    let wasReached = true
    const sendAll = async () => {
      // Another tab may have sent some meanwhile, or left some behind.
      await list.look()
      const waiting = new Set(list.waiting().map(({ conversationId }) => conversationId))
      const reached = await Promise.all([...waiting].map(sendOf))
      wasReached = reached.every(Boolean)
    }
    try {
      await (o.queue ? o.queue.alone(sendAll) : sendAll())
    } catch {
      // A page that is being left gets no lock.
      return false
    }
    return wasReached
  }

  async function sendOf(conversationId: string): Promise<boolean> {
    for (;;) {
      const next = list.waiting().find((each) => each.conversationId === conversationId)
      if (next === undefined) return true
      if (!(await send(next))) return false
    }
  }

  async function send(next: Outgoing): Promise<boolean> {
    list.change(next.id, { state: 'sending', problem: null })
    try {
      await o.post(next.conversationId, toMessage(next))
      await list.sent(next.id)
    } catch (error) {
      if (mayPass(error)) {
        list.change(next.id, { state: 'waiting' })
        return false
      }
      await list.keep(next.id, { state: 'failed', problem: reasonOf(error) })
    }
    return true
  }

  /** Until the connection is back, `ms` at most. */
  function comeback(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        stopTimer()
        stopWatch()
        resolve()
      }
      const stopTimer = o.clock.setTimer(ms, end)
      const stopWatch = o.status.watch(() => {
        if (o.status.get().state === 'live') end()
      })
    })
  }

  return { run }
}

/** Without an answer, or with one that another try may change. Whoever has to sign in again sends it then. */
const mayPass = (error: unknown): boolean =>
  !(error instanceof ApiError) ||
  error.status === 0 ||
  [401, 429].includes(error.status) ||
  error.status >= 500

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'It could not be sent.'
  return error.status === 404 || error.status === 403
    ? 'You are not in this conversation any more.'
    : error.message
}
