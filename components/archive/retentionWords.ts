import { formatDay } from '@/components/ui/formatTime'
import { addDays, dateOf, type CalendarDay } from '@/lib/domains/archive/calendarDay.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'

/** How a crate stands to its retention. */
export interface RetentionWords {
  readonly text: string
  /** Its last day is past: it may be destroyed. */
  readonly isOver: boolean
}

const show = (day: CalendarDay) => formatDay(dateOf(day), 'UTC')

/** Whether a crate must still be kept, in words. Where nobody has said a day, it must. */
export function retentionWords(
  { status, retain_until: until }: Pick<Crate, 'status' | 'retain_until'>,
  today: CalendarDay,
): RetentionWords {
  if (status === 'destroyed')
    return { text: until === null ? 'Destroyed' : `Was to be kept until ${show(until)}`, isOver: false }
  if (until === null) return { text: 'No day is set, so it cannot be destroyed.', isOver: false }
  return until < today
    ? { text: `May be destroyed since ${show(addDays(until, 1))}`, isOver: true }
    : { text: `Must be kept until ${show(until)}`, isOver: false }
}
