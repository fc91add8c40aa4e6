import type { StatusLook } from '@/components/ui/StatusBadge'
import type { ArchiveRequest, RequestComment } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Named } from '@/lib/domains/archive/contract/fields.ts'
import { requestLook } from './archiveLooks.ts'

type Look = Pick<StatusLook, 'tone' | 'shape'>

interface Entry {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
}

/** Something that was done to a request. */
export interface TimelineEvent extends Entry {
  readonly kind: 'event'
  /** Null where it is not recorded. */
  readonly by: Named | null
  readonly what: string
  readonly words: string | null
  readonly look: Look
}

/** Something that was said about it. */
export interface TimelineComment extends Entry {
  readonly kind: 'comment'
  readonly comment: RequestComment
}

export type TimelineEntry = TimelineEvent | TimelineComment

const ASKED: Look = { tone: 'grey', shape: 'dot' }
const BACK: Look = { tone: 'violet', shape: 'back' }
const AGAIN: Look = { tone: 'grey', shape: 'arrow' }
const FILE: Look = { tone: 'grey', shape: 'ring' }
const RETURNED: Look = { tone: 'green', shape: 'ring' }

type NewEvent = Omit<TimelineEvent, 'kind' | 'words'> & { readonly words?: string | null }

const event = (entry: NewEvent): TimelineEvent => ({ kind: 'event', words: null, ...entry })

/** Who did and said what about a request, oldest first. */
export function requestTimeline(
  request: ArchiveRequest,
  comments: readonly RequestComment[] = [],
): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    event({ id: 'asked', at: request.created_at, by: request.created_by, what: 'asked', look: ASKED }),
    ...sendBacks(request),
    ...request.attachments.map(({ id, created_at: at, uploaded_by: by, name }) =>
      event({ id, at, by, what: `added ${name}`, look: FILE }),
    ),
    ...firstYes(request),
    ...returns(request),
    ...closing(request),
    ...comments.map((comment): TimelineComment => {
      return { kind: 'comment', id: comment.id, at: comment.created_at, comment }
    }),
  ]
  return entries.toSorted((a, b) => a.at.localeCompare(b.at))
}

const sendBacks = (request: ArchiveRequest): TimelineEvent[] =>
  request.send_backs.flatMap(
    ({
      id,
      created_at: at,
      answered_at: answeredAt,
      answered_by: answeredBy,
      sent_by: by,
      reason: words,
    }) => [
      event({ id, at, by, what: 'sent it back', words, look: BACK }),
      ...(answeredAt
        ? [
            event({
              id: `${id} answered`,
              at: answeredAt,
              by: answeredBy,
              what: answeredBy ? 'resubmitted it' : 'Resubmitted',
              look: AGAIN,
            }),
          ]
        : []),
    ],
  )

const FIRST_YES = {
  withdrawal: { what: 'approved it: the crates went out', look: { tone: 'green', shape: 'tick' } },
  transfer: { what: 'approved it: the crates are on the way', look: { tone: 'blue', shape: 'arrow' } },
  destruction: { what: 'agreed to the destruction, 1 of 2', look: { tone: 'amber', shape: 'half' } },
} as const satisfies Record<ArchiveRequest['kind'], { what: string; look: Look }>

function firstYes({ kind, released_at: at, released_by: by }: ArchiveRequest): TimelineEvent[] {
  return at ? [event({ id: 'released', at, by, ...FIRST_YES[kind] })] : []
}

/** Crates that came back before the rest did, those of one moment together. */
function returns(request: ArchiveRequest): TimelineEvent[] {
  const moments = new Map<string, { by: Named | null; numbers: string[] }>()
  for (const { returned_at: at, returned_by: by, number } of request.crates) {
    if (at === null || at === request.decided_at) continue
    moments.set(at, { by, numbers: [...(moments.get(at)?.numbers ?? []), number] })
  }
  return [...moments].map(([at, { by, numbers }]) =>
    event({
      id: `returned ${at}`,
      at,
      by,
      what: by ? `put ${numbers.join(', ')} back` : `${numbers.join(', ')} came back`,
      look: RETURNED,
    }),
  )
}

function closing(request: ArchiveRequest): TimelineEvent[] {
  const { decided_at: at, decided_by: by, decision_note: words, kind, status } = request
  if (at === null) return []
  const what = status === 'completed' ? COMPLETED[kind] : (DECIDED[status] ?? 'decided')
  return [event({ id: 'decided', at, by, what, words, look: requestLook(request) })]
}

const COMPLETED = {
  withdrawal: 'confirmed the return',
  transfer: 'confirmed the receipt',
  destruction: 'agreed as well: the crates were destroyed',
} as const satisfies Record<ArchiveRequest['kind'], string>

const DECIDED: Partial<Record<ArchiveRequest['status'], string>> = {
  approved: 'approved it',
  rejected: 'rejected it',
  cancelled: 'cancelled it',
}
