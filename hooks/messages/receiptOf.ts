import type { Participant } from '@/lib/domains/messages/contract.ts'

/** How far a message of one's own has come, and who has read it. */
export interface Receipt {
  /** `delivered`, `read`: by all others. */
  readonly state: 'sent' | 'delivered' | 'read'
  readonly readBy: readonly Participant[]
  readonly deliveredTo: readonly Participant[]
  readonly others: number
}

/** From the marks of those who take part. */
export function receiptOf(number: number, participants: readonly Participant[], senderId: string): Receipt {
  const others = participants.filter(({ user }) => user.id !== senderId)
  const readBy = others.filter(({ read }) => read >= number)
  const deliveredTo = others.filter(({ delivered, read }) => delivered >= number && read < number)
  const reached = readBy.length + deliveredTo.length
  const isAll = (count: number) => others.length > 0 && count === others.length
  const state = isAll(readBy.length) ? 'read' : isAll(reached) ? 'delivered' : 'sent'
  return { state, readBy, deliveredTo, others: others.length }
}
