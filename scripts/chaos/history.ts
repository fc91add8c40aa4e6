import type { AuditedChange } from './expectedEvents.ts'

/** What people do over REST, all of which must succeed at least once in a run. */
export const WRITTEN_KINDS = [
  'register',
  'move',
  'remove',
  'withdraw',
  'transfer',
  'comment',
  'approve',
  'reject',
  'send-back',
  'resubmit',
  'cancel',
] as const

export type OperationKind = (typeof WRITTEN_KINDS)[number] | 'move by hand'

/** How it ended for whoever asked. `unknown`: no answer, or one that says nothing about the outcome. */
export type Outcome = 'acknowledged' | 'refused' | 'unknown'

/** One write that somebody asked for. Its id is the change id of all that it does. */
export interface Operation {
  readonly id: string
  readonly kind: OperationKind
  /** Of the crate, request or comment that it is about. */
  readonly rowId: string
  readonly sentAt: number
  /** When the outcome was known, or given up. */
  readonly endedAt: number
  readonly outcome: Outcome
  /** Of the row, as it was answered. */
  readonly version: number | null
}

/** A committed change with the operation that made it; null: nobody's of the run. */
export interface Committed extends AuditedChange {
  readonly operation: string | null
}

/** An event as the log has it. */
export interface LoggedEvent {
  readonly position: number
  readonly topic: string
  readonly seq: number
  readonly kind: string
  readonly entity: string
  readonly action: string
  /** Null: a bulk. */
  readonly id: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly operation: string | null
}

/** What an observer met, in the order in which it did. `at` is in ms since the epoch. */
export type Entry =
  /** A run of a topic begins at `seq`. `told`: the server said that what was before is unknown. */
  | {
      readonly kind: 'began'
      readonly topic: string
      readonly epoch: string
      readonly seq: number
      readonly told: boolean
    }
  /** The server said that the gap after the cursor `from` is closed by what follows. */
  | {
      readonly kind: 'resumed'
      readonly topic: string
      readonly from: number
      readonly seq: number
      readonly replayed: number
      readonly sameEpoch: boolean
    }
  | {
      readonly kind: 'event'
      readonly topic: string
      readonly seq: number
      readonly entity: string
      readonly action: string
      readonly id: string | null
      readonly version: number | null
      readonly operation: string | null
      readonly at: number
    }
  /** A seq that does not follow, on a topic that was not catching up. */
  | { readonly kind: 'hole'; readonly topic: string; readonly after: number; readonly seq: number }
  /** The right to the topic is gone. */
  | { readonly kind: 'ended'; readonly topic: string }
  /** Everything that is held was fetched anew. */
  | { readonly kind: 'fetched' }
  | { readonly kind: 'closed'; readonly code: number; readonly at: number }

/** From this position on a person may hear these topics, and no others. */
export interface Rights {
  readonly from: number
  readonly topics: ReadonlySet<string>
}

/** Rows by `crate <id>` or `request <id>`, each as `status version`. */
export type Rows = ReadonlyMap<string, string>

/** All that one observer met, and what it held at the end. */
export interface Observation {
  readonly name: string
  readonly entries: readonly Entry[]
  /** In the order of `from`; the first one is from 0 on. */
  readonly rights: readonly Rights[]
  /** Null: it was not there at the end. */
  readonly held: Rows | null
  /** The same, fetched afresh. */
  readonly fetched: Rows | null
}

/** Everything that a run left behind, for the judge. */
export interface History {
  readonly operations: readonly Operation[]
  readonly committed: readonly Committed[]
  /** What the tables themselves say: id of each operation whose words stand in a row → in how many rows. */
  readonly written: ReadonlyMap<string, number>
  /** In the order of `position`. */
  readonly logged: readonly LoggedEvent[]
  /** Topic → last seq. */
  readonly heads: ReadonlyMap<string, number>
  readonly observations: readonly Observation[]
  /** Where log and audit stood when the run began: what lies before is not judged. */
  readonly since: number
}
