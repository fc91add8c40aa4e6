import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { daysBetween, type CalendarDay } from '@/lib/domains/archive/calendarDay.ts'

/** How a withdrawal stands to the day on which its crates are to be back. */
export interface DueWords {
  /** "Due in 3 days", "2 days overdue". */
  readonly text: string
  readonly isOverdue: boolean
  /** Due within two days, and not over yet. */
  readonly isSoon: boolean
}

/** Null: nothing is out, or no day was set. */
export function dueWords(
  request: Pick<ArchiveRequest, 'kind' | 'status' | 'due_on'>,
  today: CalendarDay,
): DueWords | null {
  const { kind, status, due_on: due } = request
  if (kind !== 'withdrawal' || status !== 'approved' || due === null) return null
  const days = daysBetween(today, due)
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  if (days < 0) return { text: `${count} overdue`, isOverdue: true, isSoon: false }
  return {
    text: days === 0 ? 'Due today' : days === 1 ? 'Due tomorrow' : `Due in ${count}`,
    isOverdue: false,
    isSoon: days <= 2,
  }
}
