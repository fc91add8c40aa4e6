import type { ChangeAction } from '../protocol/frames/dataUpdate.ts'

/** A durable event as the application gets it: in order per topic, each seq at most once. */
export interface LiveEvent {
  readonly topic: string
  readonly seq: number
  /** The wire's word for the row. Empty where the frame did not say (`gone`). */
  readonly entity: string
  readonly action: ChangeAction
  /** The row that changed. Null for a bulk: too many rows to name (`data.bulk` says how many). */
  readonly id: string | null
  /** Ids, states and numbers of the row beside its id; of a frame of content (`message`), the whole of it. */
  readonly data: Readonly<Record<string, unknown>>
  /** ISO 8601 UTC. */
  readonly timestamp: string
  /** The change that caused it, as its sender named it. */
  readonly changeId: string | null
  /** The user who did it; null: not said, nobody of ours, or several. */
  readonly by: string | null
}
