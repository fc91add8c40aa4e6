import type { LiveLog } from '../server/liveLog.ts'
import type { CapturedChange } from '../server/liveDomain.ts'
import type { LogBatch, LogEntry, RoutedEvent } from '../server/logEntry.ts'
import type { DeadLetter, RelayLease, RelayStore } from '../server/relayStore.ts'

/** A log and an outbox in memory, with everything that can happen to one. */
export interface MemoryLog extends LiveLog {
  readonly store: RelayStore
  readonly entries: readonly LogEntry[]
  readonly deadLetters: readonly DeadLetter[]
  /** How often each method was called. */
  readonly calls: Readonly<Record<'head' | 'readAfter' | 'readTopic' | 'topicHeads', number>>
  /** Commits events past the relay, and does not publish them. */
  append(...events: readonly Partial<RoutedEvent>[]): LogBatch
  /** Puts changes into the outbox. */
  capture(...changes: readonly CapturedChange[]): void
  /** Retention: drops entries up to a position. */
  trim(upTo: number): void
  /** Another log from here on: empty, with a new epoch. */
  restore(epoch: string): void
  /** An older copy of the same log is put in its place: entries behind `position` were never written. */
  turnBack(position: number): void
  /** Every method rejects until `heal`. */
  fail(): void
  heal(): void
  /** Readings wait until the returned function is called. */
  hold(): () => void
}

export function createMemoryLog(epoch = 'epoch-1'): MemoryLog {
  let state = { epoch, position: 0, entries: [] as LogEntry[], seqs: new Map<string, number>() }
  let outbox: CapturedChange[] = []
  let isFailing = false
  let held: Promise<void> = Promise.resolve()
  let isLeased = false
  const deadLetters: DeadLetter[] = []
  const calls = { head: 0, readAfter: 0, readTopic: 0, topicHeads: 0 }

  const answer = async <T>(method: keyof typeof calls | null, read: () => T): Promise<T> => {
    if (method !== null) calls[method] += 1
    await held
    if (isFailing) throw new Error('the log is away')
    return read()
  }

  const append = (...events: readonly Partial<RoutedEvent>[]): LogBatch => {
    const entries = events.map((event) => {
      const topic = event.topic ?? 'unit:a'
      const seq = (state.seqs.get(topic) ?? 0) + 1
      state.seqs.set(topic, seq)
      state.position += 1
      return { ...blankEvent(), ...event, topic, seq, position: state.position }
    })
    state.entries.push(...entries)
    return { epoch: state.epoch, entries }
  }

  const lease: RelayLease = {
    moveBatch: (limit, route) =>
      answer(null, () => {
        const taken = outbox.slice(0, limit)
        if (taken.length === 0) return null
        const routed = route(taken)
        outbox = outbox.slice(taken.length)
        deadLetters.push(...routed.deadLetters)
        return append(...routed.events)
      }),
    release: async () => {
      isLeased = false
    },
  }

  return {
    calls,
    deadLetters,
    append,
    get entries() {
      return state.entries
    },
    store: {
      acquire: () =>
        answer(null, () => {
          if (isLeased) return null
          isLeased = true
          return lease
        }),
    },
    capture: (...changes) => void outbox.push(...changes),
    head: () => answer('head', () => ({ epoch: state.epoch, position: state.position })),
    readAfter: (position, limit) =>
      answer('readAfter', () => state.entries.filter((entry) => entry.position > position).slice(0, limit)),
    readTopic: (topic, afterSeq, uptoSeq, limit) =>
      answer('readTopic', () =>
        state.entries
          .filter((entry) => entry.topic === topic && entry.seq > afterSeq && entry.seq <= uptoSeq)
          .slice(0, limit),
      ),
    topicHeads: (topics) =>
      answer('topicHeads', () => ({
        head: { epoch: state.epoch, position: state.position },
        topics: new Map(topics.map((topic) => [topic, { seq: state.seqs.get(topic) ?? 0 }])),
      })),
    renew: (known) =>
      answer(null, () => {
        if (state.epoch === known) state.epoch = `${known}+`
      }),
    turnBack(position) {
      const entries = state.entries.filter((entry) => entry.position <= position)
      const seqs = new Map(entries.map(({ topic, seq }) => [topic, seq]))
      state = { ...state, position, entries, seqs }
    },
    trim(upTo) {
      state.entries = state.entries.filter((entry) => entry.position > upTo)
    },
    restore(next) {
      state = { epoch: next, position: 0, entries: [], seqs: new Map() }
    },
    fail: () => void (isFailing = true),
    heal: () => void (isFailing = false),
    hold() {
      let release = (): void => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
  }
}

const blankEvent = (): RoutedEvent => ({
  topic: 'unit:a',
  kind: 'data',
  entity: 'crate',
  action: 'updated',
  data: { id: '0192f0c0-0000-7000-8000-000000000001', status: 'stored' },
  timestamp: new Date().toISOString(),
  changeId: null,
  actorId: null,
  revocation: null,
  expander: null,
})
