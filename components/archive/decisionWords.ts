import type { ArchiveRequest, Decision } from '@/lib/domains/archive/contract.ts'
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

/** The words for a decision on this request. */
export function decisionWords(request: ArchiveRequest, decision: Decision): DecisionWords {
  const { number, kind, status, unit, to_unit: toUnit } = request
  const crates = countCrates(request.crates.length)
  const isReceiving = kind === 'transfer' && (status === 'approved' || status === 'completed')
  const plain = { note: 'Note (optional)', isDangerous: false }
  switch (decision) {
    case 'approve':
      if (isReceiving) {
        return {
          ...plain,
          action: 'Confirm receipt',
          title: `Confirm the receipt of ${number}?`,
          meaning: `${crates} of ${unit.name} will belong to ${toUnit?.name ?? 'the other unit'}.`,
          confirm: 'Confirm receipt',
          done: `${number}: receipt confirmed`,
        }
      }
      return {
        ...plain,
        action: 'Approve',
        title: `Approve ${number}?`,
        meaning:
          kind === 'transfer'
            ? `${crates} will be on the way to ${toUnit?.name ?? 'the other unit'}, which confirms the receipt.`
            : `${crates} will be handed out.`,
        confirm: 'Approve',
        done: `${number} approved`,
      }
    case 'reject':
      return {
        ...plain,
        action: isReceiving ? 'Refuse' : 'Reject',
        title: `${isReceiving ? 'Refuse' : 'Reject'} ${number}?`,
        meaning: `${crates} will be stored in ${unit.name} as before.`,
        confirm: isReceiving ? 'Refuse' : 'Reject',
        done: `${number} rejected`,
        isDangerous: true,
      }
    case 'send-back':
      return {
        ...plain,
        action: 'Send back',
        title: `Send ${number} back?`,
        meaning: `${request.created_by.name} can change it and send it again. The crates stay reserved.`,
        confirm: 'Send back',
        note: 'What is missing?',
        done: `${number} sent back`,
      }
    case 'resubmit':
      return {
        ...plain,
        action: 'Resubmit',
        title: `Resubmit ${number}?`,
        meaning: 'It goes to the managers again, as it stands.',
        confirm: 'Resubmit',
        note: null,
        done: `${number} resubmitted`,
      }
    case 'cancel':
      return {
        ...plain,
        action: 'Cancel request',
        title: `Cancel ${number}?`,
        meaning: `${crates} will be free for others again. A cancelled request cannot be taken up again.`,
        confirm: 'Cancel request',
        done: `${number} cancelled`,
        isDangerous: true,
      }
  }
}
