import type { NotificationType, Severity } from '../contract.ts'
import type { Audience } from './audience.ts'

/** Something that the log tells of, as rules see it: ids and states. */
export interface RuleEvent {
  readonly topic: string
  readonly entity: string
  readonly action: 'created' | 'updated' | 'deleted'
  readonly data: Readonly<Record<string, unknown>>
  /** Who did it; null where nobody of ours did. */
  readonly actorId: string | null
  readonly at: Date
}

/** What a rule says is to be told. */
export interface NotificationDraft {
  readonly type: NotificationType
  readonly severity: Severity
  /** Whoever did it is left out. */
  readonly audience: Audience
  /** Where one looks at it: presence there, on a page that names the subject, counts as having read. */
  readonly topic: string
  readonly subject: { readonly entity: string; readonly id: string }
  /** Ids, numbers and states: nothing that a person wrote. */
  readonly parameters: Readonly<Record<string, string | number | boolean | null>>
  readonly groupKey: string
  /** A path of this site. */
  readonly link: string
  /** What it is told for: the same rule tells the same audience of it once, for ever. */
  readonly occasion: string
  /** People who know it already. */
  readonly readBy?: readonly string[]
}

/** What an event means. */
export interface RuleOutcome {
  readonly tell?: readonly NotificationDraft[]
  /** What was told of the subject before and no longer holds: it is shown to nobody any more. */
  readonly end?: readonly { readonly type: NotificationType; readonly subjectId: string }[]
  /** What somebody has read where it happened: up to a number of the subject. */
  readonly read?: readonly {
    readonly userId: string
    readonly type: NotificationType
    readonly subjectId: string
    readonly upTo: number
  }[]
}

/**
 * A domain's declaration of what is told when. Pure: `Facts` are read beside the log, in the projector's transaction, by the
 * domain's own loader.
 */
export interface NotificationRule<Facts> {
  /** Names it for ever: what it has told is known by it. */
  readonly name: string
  /** Each event stands in several topics; the rule looks at its copy in topics of this kind. */
  readonly topicKind: string
  readonly entities: readonly string[]
  readonly judge: (event: RuleEvent, facts: Facts) => RuleOutcome
}
