import type { Decision, RequestKind, RequestStatus } from './contract/archiveRequest.ts'
import type { CrateStatus } from './contract/crate.ts'

/** What a decision makes of a request and of its crates. */
export interface Outcome {
  readonly status: RequestStatus
  readonly crates: CrateStatus
  /** The crates go over to the unit that the transfer names. */
  readonly moves?: true
}

type Flow = Partial<Record<RequestStatus, Partial<Record<Decision, Outcome>>>>

const STORED = { crates: 'stored' } as const

const ASKING: Flow = {
  pending: {
    reject: { status: 'rejected', ...STORED },
    'send-back': { status: 'sent_back', crates: 'requested' },
    cancel: { status: 'cancelled', ...STORED },
  },
  sent_back: {
    resubmit: { status: 'pending', crates: 'requested' },
    cancel: { status: 'cancelled', ...STORED },
  },
}

const FLOWS: Readonly<Record<RequestKind, Flow>> = {
  withdrawal: {
    ...ASKING,
    pending: { ...ASKING.pending, approve: { status: 'approved', crates: 'withdrawn' } },
    approved: { return: { status: 'completed', ...STORED } },
  },
  transfer: {
    ...ASKING,
    pending: { ...ASKING.pending, approve: { status: 'approved', crates: 'in_transfer' } },
    approved: {
      approve: { status: 'completed', ...STORED, moves: true },
      reject: { status: 'rejected', ...STORED },
    },
  },
  // Two managers must say yes; the first yes can be taken back by everything that ends a pending one.
  destruction: {
    ...ASKING,
    pending: { ...ASKING.pending, approve: { status: 'approved', crates: 'requested' } },
    approved: { ...ASKING.pending, approve: { status: 'completed', crates: 'destroyed' } },
  },
}

/** Null: a request in this state does not take that decision. */
export function outcomeOf(kind: RequestKind, status: RequestStatus, decision: Decision): Outcome | null {
  return FLOWS[kind][status]?.[decision] ?? null
}

/** Whether more is to come, so that the request holds its crates: nobody else can ask for them. */
export function isOpen(kind: RequestKind, status: RequestStatus): boolean {
  return FLOWS[kind][status] !== undefined
}

/** Whether what is asked for can still be changed. */
export function isEditable(status: RequestStatus): boolean {
  return status === 'pending' || status === 'sent_back'
}

/** Whether it had no effect, so that the archive's record can do without it. */
export function isRemovable(status: RequestStatus): boolean {
  return isEditable(status) || status === 'rejected' || status === 'cancelled'
}
