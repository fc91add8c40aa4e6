import { addDays, dateOf } from '../calendarDay.ts'

/** The site's calendar at one moment. */
export interface SiteCalendar {
  /** IANA. */
  readonly timeZone: string
  /** YYYY-MM-DD. */
  readonly today: string
}

/** A `date` column as YYYY-MM-DD. Prisma hands it over as midnight UTC of that day. */
export const toDay = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null

/** The Monday of the week that a day lies in. */
export function weekOf(day: string): string {
  return addDays(day, -((dateOf(day).getUTCDay() + 6) % 7))
}
