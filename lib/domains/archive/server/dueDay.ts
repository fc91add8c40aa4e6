import { AppError } from '../../../platform/appError.ts'
import type { RequestKind } from '../contract/archiveRequest.ts'
import { addDays, dateOf } from '../calendarDay.ts'

/** How long crates stay out where nobody says another day. */
const DAYS_OUT = 14

/**
 * The day on which the crates of a new or changed request are to be back; null for what does not come back. Throws for
 * days that have passed, and for requests that take none.
 */
export function dueDay(kind: RequestKind, asked: string | undefined, today: string): Date | null {
  const refuse = (sentence: string) => new AppError('validation_failed', { fields: { due_on: sentence } })
  if (kind !== 'withdrawal') {
    if (asked !== undefined) throw refuse('Only a withdrawal has a day on which the crates are back.')
    return null
  }
  if (asked !== undefined && asked < today) throw refuse('Pick today or a later day.')
  return dateOf(asked ?? addDays(today, DAYS_OUT))
}
