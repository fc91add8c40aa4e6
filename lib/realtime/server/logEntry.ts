import type { ChangeAction } from '../protocol/frames/dataUpdate.ts'

/**
 * A change of rights that an entry carries. The hub suspends what it matches before it looks at the next position,
 * then authorises again. Without `userId` and `sessionId` it matches every subscriber of `topics`.
 */
export interface Revocation {
  readonly userId?: string
  readonly sessionId?: string
  readonly topics?: readonly string[]
  /** Closes the matching connections instead: 4001 for `unauthenticated`, 4400 for `rights_changed`. */
  readonly close?: 'unauthenticated' | 'rights_changed'
}

/** One durable event in one topic, as it stands in the log. Ids and states only, never content. */
export interface LogEntry {
  /** Contiguous over the whole log, from 1. */
  readonly position: number
  readonly topic: string
  /** Contiguous within the topic and epoch, from 1. */
  readonly seq: number
  /** `data`: nothing beyond what the event means. `reset`: the topic's history broke here; clients refetch. */
  readonly kind: 'data' | 'reset'
  readonly entity: string
  readonly action: ChangeAction
  readonly data: Readonly<Record<string, unknown>>
  /** When the row was written, ISO 8601 UTC. */
  readonly timestamp: string
  readonly changeId: string | null
  /** The user who did it; null: nobody of ours, or several. */
  readonly actorId: string | null
  readonly revocation: Revocation | null
  /** Names the expander that loads this event's content, where the frame carries some. */
  readonly expander: string | null
}

/** What the relay has routed, before positions and seqs are given. */
export type RoutedEvent = Omit<LogEntry, 'position' | 'seq'>

/** A batch as the relay committed it: contiguous positions, first to last, within one epoch. */
export interface LogBatch {
  readonly epoch: string
  readonly entries: readonly LogEntry[]
}
