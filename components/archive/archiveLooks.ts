import type { StatusLook } from '@/components/ui/StatusBadge'
import type {
  ArchiveRequest,
  RequestKind,
  RequestStatus,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { CrateStatus } from '@/lib/domains/archive/contract/crate.ts'

/** How the states of crates look and are called. */
export const crateLooks: Readonly<Record<CrateStatus, StatusLook>> = {
  stored: { tone: 'grey', shape: 'ring', label: 'Stored' },
  requested: { tone: 'amber', shape: 'clock', label: 'Requested' },
  withdrawn: { tone: 'blue', shape: 'half', label: 'Withdrawn' },
  in_transfer: { tone: 'violet', shape: 'arrow', label: 'In transfer' },
  destroyed: { tone: 'red', shape: 'bar', label: 'Destroyed' },
}

const requestLooks: Readonly<Record<RequestStatus, StatusLook>> = {
  pending: { tone: 'amber', shape: 'clock', label: 'Pending' },
  sent_back: { tone: 'violet', shape: 'back', label: 'Sent back' },
  approved: { tone: 'green', shape: 'tick', label: 'Approved' },
  rejected: { tone: 'red', shape: 'cross', label: 'Rejected' },
  cancelled: { tone: 'grey', shape: 'bar', label: 'Cancelled' },
  completed: { tone: 'green', shape: 'tick', label: 'Completed' },
}

/** How a request's state looks: a transfer that is approved is under way, a destruction waits for its second yes. */
export function requestLook({ kind, status }: Pick<ArchiveRequest, 'kind' | 'status'>): StatusLook {
  if (kind === 'transfer' && status === 'approved')
    return { tone: 'blue', shape: 'arrow', label: 'Under way' }
  if (kind === 'destruction' && status === 'approved')
    return { tone: 'amber', shape: 'half', label: '1 of 2 agreed' }
  return requestLooks[status]
}

/** What kinds of requests are called. */
export const kindLabels: Readonly<Record<RequestKind, string>> = {
  withdrawal: 'Withdrawal',
  destruction: 'Destruction',
  transfer: 'Transfer',
}

/** "1 crate", "3 crates". */
export const countCrates = (count: number): string => `${count} ${count === 1 ? 'crate' : 'crates'}`
