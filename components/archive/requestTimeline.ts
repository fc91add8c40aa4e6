import type { StatusLook } from '@/components/ui/StatusBadge'
import type { ArchiveRequest, Named } from '@/lib/domains/archive/contract.ts'
import { requestLook } from './archiveLooks.ts'

/** Something that was done to a request. */
export interface TimelineEntry {
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  /** Null where it is not recorded. */
  readonly by: Named | null
  readonly what: string
  readonly words: string | null
  readonly look: Pick<StatusLook, 'tone' | 'shape'>
}

const ASKED = { tone: 'grey', shape: 'dot' } as const
const BACK = { tone: 'violet', shape: 'back' } as const
const AGAIN = { tone: 'grey', shape: 'arrow' } as const

/** Who did what to a request, oldest first. */
export function requestTimeline(request: ArchiveRequest): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    { id: 'asked', at: request.created_at, by: request.created_by, what: 'asked', words: null, look: ASKED },
  ]
  for (const { id, created_at: at, answered_at: answeredAt, sent_by: by, reason } of request.send_backs) {
    entries.push({ id, at, by, what: 'sent it back', words: reason, look: BACK })
    if (answeredAt) {
      entries.push({
        id: `${id} answered`,
        at: answeredAt,
        by: null,
        what: 'Resubmitted',
        words: null,
        look: AGAIN,
      })
    }
  }
  const {
    released_at: releasedAt,
    released_by: releasedBy,
    decided_at: decidedAt,
    decided_by: decidedBy,
  } = request
  if (releasedAt) {
    const look = { tone: 'blue', shape: 'arrow' } as const
    entries.push({
      id: 'released',
      at: releasedAt,
      by: releasedBy,
      what: 'approved the transfer',
      words: null,
      look,
    })
  }
  if (decidedAt) {
    const what = DECIDED[request.status] ?? 'decided'
    entries.push({
      id: 'decided',
      at: decidedAt,
      by: decidedBy,
      what,
      words: request.decision_note,
      look: requestLook(request),
    })
  }
  return entries.toSorted((a, b) => a.at.localeCompare(b.at))
}

const DECIDED: Partial<Record<ArchiveRequest['status'], string>> = {
  approved: 'approved it',
  rejected: 'rejected it',
  cancelled: 'cancelled it',
  completed: 'confirmed the receipt',
}
