import type { Actor } from './actor.ts'
import type { InboundFrame } from './inboundFrame.ts'
import type { LogEntry, Revocation } from './logEntry.ts'

/** The columns that the capture trigger kept of a row, by field name. */
export type CapturedRow = Readonly<Record<string, unknown>> & { readonly id: string }

/** A row's change as the outbox holds it. `before` is null for an insert, `after` for a delete. */
export interface CapturedChange {
  readonly outboxId: string
  readonly model: string
  readonly before: CapturedRow | null
  readonly after: CapturedRow | null
  readonly timestamp: string
  readonly changeId: string | null
  /** The user who made it; null where nobody of ours did. */
  readonly actorId: string | null
}

/** How changes of one model become events. `Row` is what is captured: the id, `route` and the fields of `signal`. */
export interface LiveModel<Row extends CapturedRow = CapturedRow> {
  /** The wire's word for the row. */
  readonly entity: string | ((row: Row) => string)
  /** Fields captured besides the id, for `topics`, `entity` and `revokes`. */
  readonly route: readonly (keyof Row & string)[]
  /** Wire key → field: what `data` says beside the id. Ids, states and numbers only. */
  readonly signal: Readonly<Record<string, keyof Row & string>>
  /** Every topic that hears of the row in this state. */
  readonly topics: (row: Row) => readonly string[]
  /** The rights that this change takes away, if any. Rows are as captured. */
  readonly revokes?: (before: Row | null, after: Row | null) => Revocation | null
  /** Names the expander that loads content into the frame. */
  readonly expander?: string
}

/** What a person may hear of a topic: from which position on. 0 means all of it. */
export interface TopicGrant {
  /** A cursor older than this position is not recovered (the membership began here). */
  readonly since: number
}

/** Who may subscribe to a kind of topic. Parameters come from the pattern's names. */
export interface TopicRule<A extends Actor> {
  readonly maySubscribe: (
    actor: A,
    params: Readonly<Record<string, string>>,
  ) => boolean | TopicGrant | null | Promise<boolean | TopicGrant | null>
  /** Whether subscribers are shown to one another (presence, typing). Default false. */
  readonly presence?: boolean
}

/**
 * Loads what an event's frame carries, as the row is now: `type` and the rest, without `topic` and `seq`. Null: the
 * row is gone. A rejection is retried; nothing of the topic goes out before.
 */
export type Expander = (entry: LogEntry) => Promise<Readonly<Record<string, unknown>> | null>

/** A domain's live side: which models are announced, to which topics, and who may hear them. */
export interface LiveDomain<A extends Actor = Actor> {
  readonly name: string
  readonly models: Readonly<Record<string, LiveModel>>
  /** By pattern: `unit:{unitId}`, `item:request:{id}`. Words outside braces must match as they are. */
  readonly topics: Readonly<Record<string, TopicRule<A>>>
  /** By the names that models give; unique over all domains. */
  readonly expanders?: Readonly<Record<string, Expander>>
  /** The domain's own frames from clients on `/ws`, by `type`; unique over all domains and the engine. */
  readonly frames?: Readonly<Record<string, InboundFrame<A>>>
}

/** Declares one model with its row type. The cast is safe: the trigger captures exactly `route` and `signal`. */
export function defineLiveModel<Row extends CapturedRow>(model: LiveModel<Row>): LiveModel {
  return model as unknown as LiveModel
}
