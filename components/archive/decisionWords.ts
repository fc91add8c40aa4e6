import type { ArchiveRequest, Decision } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { countCrates } from './archiveLooks.ts'

/** What a decision is called, and what it brings about. */
export interface DecisionWords {
  /** On the page's button. */
  readonly action: string
  readonly title: string
  readonly meaning: string
  readonly confirm: string
  /** What the word about it is called; null: nothing is asked. */
  readonly note: string | null
  readonly done: string
  readonly isDangerous: boolean
}

const PLAIN = { note: 'Note (optional)', isDangerous: false } as const

/** The words for a decision on this request. */
export function decisionWords(request: ArchiveRequest, decision: Decision): DecisionWords {
  const { number, kind, status, unit } = request
  const crates = countCrates(request.crates.length)
  const isReceiving = kind === 'transfer' && status !== 'pending' && status !== 'sent_back'
  switch (decision) {
    case 'approve':
      return APPROVALS[kind](request, crates)
    case 'reject':
      return {
        ...PLAIN,
        action: isReceiving ? 'Refuse' : 'Reject',
        title: `${isReceiving ? 'Refuse' : 'Reject'} ${number}?`,
        meaning: `${crates} will be stored in ${unit.name} as before.`,
        confirm: isReceiving ? 'Refuse' : 'Reject',
        done: `${number} rejected`,
        isDangerous: true,
      }
    case 'send-back':
      return {
        ...PLAIN,
        action: 'Send back',
        title: `Send ${number} back?`,
        meaning: `${request.created_by.name} can change it and send it again. The crates stay reserved.`,
        confirm: 'Send back',
        note: 'What is missing?',
        done: `${number} sent back`,
      }
    case 'resubmit':
      return {
        ...PLAIN,
        action: 'Resubmit',
        title: `Resubmit ${number}?`,
        meaning: 'It goes to the managers again, as it stands.',
        confirm: 'Resubmit',
        note: null,
        done: `${number} resubmitted`,
      }
    case 'return':
      return {
        ...PLAIN,
        action: 'Confirm return',
        title: `Are all crates of ${number} back?`,
        meaning: `${stillOut(request)} will be stored in ${unit.name} again. If some are still out, put the others back one by one instead.`,
        confirm: 'Confirm return',
        note: null,
        done: `${number} returned`,
      }
    case 'cancel':
      return {
        ...PLAIN,
        action: 'Cancel request',
        title: `Cancel ${number}?`,
        meaning: `${crates} will be free for others again. A cancelled request cannot be taken up again.`,
        confirm: 'Cancel request',
        done: `${number} cancelled`,
        isDangerous: true,
      }
  }
}

const stillOut = (request: ArchiveRequest): string =>
  countCrates(request.crates.filter(({ returned_at: returnedAt }) => returnedAt === null).length)

type Approval = (request: ArchiveRequest, crates: string) => DecisionWords

/** A yes means something else for every kind, and for destructions and transfers something else the second time. */
const APPROVALS: Readonly<Record<ArchiveRequest['kind'], Approval>> = {
  withdrawal: ({ number }, crates) => ({
    ...approve(number),
    meaning: `${crates} will be handed out. Whoever takes them brings them back.`,
  }),
  transfer: ({ number, status, unit, to_unit: toUnit }, crates) =>
    status === 'pending'
      ? {
          ...approve(number),
          meaning: `${crates} will be on the way to ${toUnit?.name ?? 'the other unit'}, which confirms the receipt.`,
        }
      : {
          ...PLAIN,
          action: 'Confirm receipt',
          title: `Confirm the receipt of ${number}?`,
          meaning: `${crates} of ${unit.name} will belong to ${toUnit?.name ?? 'the other unit'}.`,
          confirm: 'Confirm receipt',
          done: `${number}: receipt confirmed`,
        },
  destruction: ({ number, status, unit, released_by: first }, crates) =>
    status === 'pending'
      ? {
          ...approve(number),
          title: `Agree to destroy what ${number} lists?`,
          meaning: `You are the first of two. Nothing is destroyed until another manager of ${unit.name} agrees as well.`,
          done: `${number}: you agreed, one more must`,
        }
      : {
          ...PLAIN,
          action: 'Approve destruction',
          title: `Destroy what ${number} lists?`,
          meaning: `${first?.name ?? 'Another manager'} agreed already. With your yes ${crates} ${crates.startsWith('1 ') ? 'is' : 'are'} destroyed for good: nobody can undo it.`,
          confirm: 'Approve destruction',
          done: `${number}: the crates are destroyed`,
          isDangerous: true,
        },
}

/** A first yes keeps no note: what is to be said about it belongs into a comment. */
const approve = (number: string) => ({
  action: 'Approve',
  title: `Approve ${number}?`,
  confirm: 'Approve',
  note: null,
  done: `${number} approved`,
  isDangerous: false,
})
