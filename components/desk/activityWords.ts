import type { Activity, ActivityEntity } from '@/lib/domains/desk/contract.ts'

/** What the feed's kinds are called, in the plural. */
export const activityKinds: Readonly<Record<ActivityEntity, string>> = {
  crate: 'Crates',
  withdrawal: 'Withdrawals',
  destruction: 'Destructions',
  transfer: 'Transfers',
  request_comment: 'Comments',
  request_attachment: 'Files',
}

const NOUNS: Readonly<Record<ActivityEntity, readonly [one: string, many: string]>> = {
  crate: ['a crate', 'crates'],
  withdrawal: ['a withdrawal', 'withdrawals'],
  destruction: ['a destruction', 'destructions'],
  transfer: ['a transfer', 'transfers'],
  request_comment: ['a comment', 'comments'],
  request_attachment: ['a file', 'files'],
}

/** What is said of a change that led to a state. */
const LED: Readonly<Record<string, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  cancelled: 'cancelled',
  completed: 'completed',
  sent_back: 'sent back',
  pending: 'resubmitted',
  'withdrawal completed': 'confirmed the return of',
  'transfer completed': 'received',
  'crate requested': 'asked for',
  'crate stored': 'put back',
  'crate withdrawn': 'handed out',
  'crate in_transfer': 'sent off',
  'crate destroyed': 'destroyed',
}

/** States in which nothing changes any more: a change that ends there has led there. */
const ENDS: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'completed', 'destroyed'])

/** An activity in words: "Ada Lovelace", "sent", "CR-2026-001", "to another unit, 3 changes". */
export interface ActivityWords {
  readonly who: string
  readonly did: string
  /** The number, or what kind of thing; the page links it where it can be read. */
  readonly what: string
  /** The rest of the sentence; '' where there is none. */
  readonly after: string
}

/** Says what happened, in plain words, by ids and states alone. */
export function activityWords(activity: Activity): ActivityWords {
  const { actor, subject, entity, count } = activity
  const [one, many] = NOUNS[entity]
  const { did, after } = verbOf(activity)
  const bulk = `${count} ${count === 1 ? one.replace(/^a /, '') : many}`
  return {
    who: actor?.name ?? 'Somebody',
    did,
    what: subject === null ? bulk : (subject.number ?? one),
    after: [after, subject !== null && count > 1 && `, ${count} changes`].filter(Boolean).join(''),
  }
}

interface Verb {
  readonly did: string
  readonly after?: string
}

function verbOf({ entity, action, statuses, subject }: Activity): Verb {
  if (action === 'left') return { did: 'sent', after: ' to another unit' }
  if (action === 'arrived') return { did: 'brought', after: ' from another unit' }
  if (entity === 'request_comment')
    return { did: action === 'deleted' ? 'took back a comment on' : 'commented on' }
  if (entity === 'request_attachment')
    return { did: action === 'deleted' ? 'removed a file from' : 'added a file to' }
  if (action === 'deleted') return { did: 'removed' }
  if (action === 'created') return { did: createdAs(entity, subject === null) }
  return changeOf(entity, statuses)
}

function createdAs(entity: ActivityEntity, areMany: boolean): string {
  if (entity !== 'crate') return 'filed'
  return areMany ? 'imported' : 'registered'
}

/** The state alone, without another one before it, is what it was and stayed: then nothing is said of it. */
function changeOf(entity: ActivityEntity, statuses: readonly string[]): Verb {
  const [before, state] = [statuses.at(-2), statuses.at(-1)]
  if (state === undefined || (before === undefined && !ENDS.has(state))) return { did: 'changed' }
  // Nobody had fetched it yet.
  if (entity === 'crate' && before === 'requested' && state === 'stored') return { did: 'released' }
  if (before === 'stored' && state === 'withdrawn') return { did: 'took back the return of' }
  if (before === 'completed' && state === 'approved') return { did: 'reopened' }
  return { did: LED[`${entity} ${state}`] ?? LED[state] ?? 'changed' }
}

/** The page of what it is about; null where there is none to see. */
export function activityHref({ subject }: Activity): string | null {
  if (subject === null || !subject.readable) return null
  return subject.kind === 'crate' ? `/archive/crates/${subject.id}` : `/archive/requests/${subject.id}`
}
