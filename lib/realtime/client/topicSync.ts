import type { ClientFrame } from '../protocol/clientFrame.ts'
import type { Cursor } from '../protocol/cursor.ts'
import type { ErrorFrame } from '../protocol/frames/error.ts'
import type { SubscribedFrame, UnsubscribedFrame } from '../protocol/frames/subscribe.ts'
import type { ResetFrame } from '../protocol/frames/resume.ts'
import type { TopicHeads } from '../protocol/topicHeads.ts'
import type { ClientClock } from './clientClock.ts'
import { createCursors, type SeqVerdict } from './cursors.ts'
import type { TopicChange } from './liveClient.ts'
import { createPendingRequests } from './pendingRequests.ts'
import { createSubscriptions } from './subscriptions.ts'

/** Cursors in one `resume` frame: 64 KiB hold more than twice as many. */
const CURSORS_PER_FRAME = 200
/** Resumes without a single new event after which a topic's cursor is given up. */
const MAX_BARREN_RESUMES = 3
const PASSING: ReadonlySet<string> = new Set(['unavailable', 'rate_limited', 'internal'])

/** Whether asking again may help after this error. */
export const isPassing = (code: string): boolean => PASSING.has(code)

/** Keeps every topic that somebody listens to without a gap: subscribes, resumes, and says where history broke. */
export interface TopicSync {
  subscribe(topic: string): () => void
  isListenedTo(topic: string): boolean
  /** Which run of the topic's history is heard; null without a known position. */
  generation(topic: string): number | null
  /** Where the topic stands; null without a known position. */
  cursor(topic: string): Cursor | null
  /** The server refused the topic; it is asked for again on the next connection. */
  isRefused(topic: string): boolean
  /** A connection stands: all cursors go out in one `resume`, the rest is subscribed. */
  begin(): void
  /** The connection is gone; cursors stay. */
  end(): void
  /** History or rights were reset: no cursor holds any more. */
  startOver(): void
  /** Whether everything that `begin` asked for has been answered. */
  readonly isCaughtUp: boolean
  subscribed(frame: SubscribedFrame): void
  unsubscribed(frame: UnsubscribedFrame): void
  reset(frame: ResetFrame): void
  /** Takes an `error` that may be the answer to a question. */
  refused(frame: ErrorFrame): void
  /** Judges a durable event's seq; only `next` is for the application. */
  take(topic: string, seq: number): SeqVerdict
  /** Compares with a heartbeat's heads. */
  compareHeads(epoch: string, heads: Readonly<Record<string, number>>): void
  /** Every topic that is to be heard. */
  all(): readonly string[]
  /** Takes heads that were read while no connection stands: what has moved begins a new run there. */
  polled(answer: TopicHeads): void
}

/** `onCaughtUp` is called when `isCaughtUp` becomes true. */
export function createTopicSync(o: {
  clock: ClientClock
  send(frame: ClientFrame): boolean
  onChange(change: TopicChange): void
  onCaughtUp(): void
  /** Somebody listens to a topic whose position is not known. */
  onWanted(topic: string): void
}): TopicSync {
  const cursors = createCursors()
  const pending = createPendingRequests(o.clock)
  const refused = new Set<string>()
  /** Asked for by `begin` and not answered yet. */
  const owed = new Set<string>()
  /** Resumes since the last event, by topic. */
  const barren = new Map<string, number>()
  /** Topics that the server subscribed by itself. */
  const given = new Set<string>()
  let isOpen = false

  const subscriptions = createSubscriptions({
    clock: o.clock,
    onFirst(topic) {
      refused.delete(topic)
      if (cursors.get(topic) !== null) return
      if (isOpen) subscribe(topic)
      else o.onWanted(topic)
    },
    onGone(topic) {
      if (given.has(topic)) return
      forget(topic)
      if (isOpen) o.send({ type: 'unsubscribe', topic })
      o.onChange({ kind: 'dropped', topic })
    },
  })

  function forget(topic: string) {
    cursors.drop(topic)
    barren.delete(topic)
    answered(topic)
  }

  function subscribe(topic: string) {
    const requestId = pending.ask(topic, () => ask(topic))
    o.send({ type: 'subscribe', topic, request_id: requestId })
  }

  /** Asks again for whatever the topic needs now. */
  function ask(topic: string) {
    const cursor = cursors.get(topic)
    if (!isOpen || pending.has(topic)) return
    if (cursor) resume({ [topic]: cursor })
    else if (subscriptions.has(topic)) subscribe(topic)
    else answered(topic)
  }

  function resume(asked: Readonly<Record<string, Cursor>>) {
    for (const topic of Object.keys(asked)) {
      barren.set(topic, (barren.get(topic) ?? 0) + 1)
      pending.ask(topic, () => ask(topic))
    }
    o.send({ type: 'resume', cursors: asked })
  }

  /** A hole that resuming does not fill ends the run of history: a frame that cannot be read would be asked for forever. */
  function resumeOrRestart(topic: string) {
    if (pending.has(topic)) return
    if ((barren.get(topic) ?? 0) >= MAX_BARREN_RESUMES) {
      cursors.drop(topic)
      barren.delete(topic)
      subscribe(topic)
    } else ask(topic)
  }

  function answered(topic: string) {
    pending.settle(topic)
    if (owed.delete(topic) && owed.size === 0) o.onCaughtUp()
  }

  function restart(topic: string, cursor: Cursor) {
    barren.delete(topic)
    const generation = cursors.place(topic, cursor)
    o.onChange({ kind: 'restarted', topic, generation })
  }

  function lose(topic: string) {
    forget(topic)
    given.delete(topic)
    refused.add(topic)
    o.onChange({ kind: 'lost', topic })
  }

  return {
    subscribe: subscriptions.add,
    isListenedTo: subscriptions.isListenedTo,
    generation: cursors.generation,
    cursor: cursors.get,
    isRefused: (topic) => refused.has(topic),
    get isCaughtUp() {
      return owed.size === 0
    },

    begin() {
      isOpen = true
      refused.clear()
      barren.clear()
      const topics = new Set([...subscriptions.all(), ...given])
      const known: [string, Cursor][] = []
      for (const topic of topics) {
        const cursor = cursors.get(topic)
        if (cursor) known.push([topic, cursor])
        if (cursor || subscriptions.has(topic)) owed.add(topic)
      }
      for (let at = 0; at < known.length; at += CURSORS_PER_FRAME) {
        resume(Object.fromEntries(known.slice(at, at + CURSORS_PER_FRAME)))
      }
      for (const topic of topics) {
        if (cursors.get(topic) === null && subscriptions.has(topic)) subscribe(topic)
      }
      if (owed.size === 0) o.onCaughtUp()
    },

    end() {
      isOpen = false
      pending.clear()
      owed.clear()
    },

    startOver() {
      cursors.clear()
      given.clear()
    },

    subscribed({ topic, epoch, seq, recovered, request_id: requestId }) {
      const cursor = cursors.get(topic)
      if (!subscriptions.has(topic) && !pending.has(topic)) {
        // The late answer to a question that does not matter any more.
        if (recovered !== null || requestId !== undefined) return
        given.add(topic)
      }
      refused.delete(topic)
      const isSameRun = cursor !== null && cursor.epoch === epoch && seq >= cursor.seq
      if (recovered === null && isSameRun) {
        // The server subscribed by itself, from now on; what lies between is asked for, or was already.
        if (seq > cursor.seq) ask(topic)
        else answered(topic)
      } else {
        if (recovered !== true || !isSameRun) restart(topic, { epoch, seq })
        answered(topic)
      }
    },

    unsubscribed({ topic, reason }) {
      if (reason === 'access_changed') lose(topic)
    },

    reset({ topic, epoch, seq }) {
      const cursor = cursors.get(topic)
      if (cursor === null && !subscriptions.has(topic) && !given.has(topic)) return
      // What is replayed for another tab on the same connection was passed here before.
      if (cursor?.epoch === epoch && seq <= cursor.seq) return
      restart(topic, { epoch, seq })
      answered(topic)
    },

    refused({ code, topic: named, request_id: requestId }) {
      const topic = requestId === undefined ? named : pending.topicOf(requestId)
      const isAnswer = requestId !== undefined || code === 'too_many_subscriptions'
      // What may pass is asked again when the answer is overdue.
      if (topic && isAnswer && pending.has(topic) && !isPassing(code)) lose(topic)
    },

    take(topic, seq) {
      const verdict = cursors.take(topic, seq)
      if (verdict === 'next') barren.delete(topic)
      else if (verdict === 'hole') resumeOrRestart(topic)
      return verdict
    },

    compareHeads(epoch, heads) {
      for (const [topic, head] of Object.entries(heads)) {
        const cursor = cursors.get(topic)
        if (!cursor || pending.has(topic)) continue
        if (cursor.epoch !== epoch || head > cursor.seq) resumeOrRestart(topic)
      }
    },

    all: () => [...subscriptions.all()],

    polled({ epoch, heads, refused: denied }) {
      if (isOpen) return
      for (const [topic, seq] of Object.entries(heads)) {
        if (!subscriptions.has(topic)) continue
        refused.delete(topic)
        const cursor = cursors.get(topic)
        if (cursor?.epoch !== epoch || seq > cursor.seq) restart(topic, { epoch, seq })
      }
      for (const topic of denied) {
        if (subscriptions.has(topic) && !refused.has(topic)) lose(topic)
      }
    },
  }
}
