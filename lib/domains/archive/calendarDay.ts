/** A day of the calendar: YYYY-MM-DD. */
export type CalendarDay = string

/** Days that everything here can reckon with: the calendar has no year 0, and the year after the last has five digits. */
export const isUsableDay = (day: CalendarDay): boolean => day >= '1000' && day < '9999'

/** What is said of others. */
export const UNUSABLE_DAY = 'Use a year between 1000 and 9998.'

const DAY_MS = 24 * 60 * 60 * 1000

/** Which day it is at `now` (ms since 1970) in an IANA zone. */
export function dayAt(now: number, timeZone: string): CalendarDay {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now)
}

/** Midnight UTC of the day, for formats that are told UTC as well. */
export const dateOf = (day: CalendarDay): Date => new Date(`${day}T00:00:00Z`)

const toDay = (date: Date): CalendarDay => date.toISOString().slice(0, 10)

/** The day so many days later; earlier for a negative number. */
export const addDays = (day: CalendarDay, days: number): CalendarDay =>
  toDay(new Date(dateOf(day).getTime() + days * DAY_MS))

/** The same day of a later year; of 29 February 28 February where there is none. */
export function addYears(day: CalendarDay, years: number): CalendarDay {
  const date = dateOf(day)
  const month = date.getUTCMonth()
  date.setUTCFullYear(date.getUTCFullYear() + years)
  if (date.getUTCMonth() !== month) date.setUTCDate(0)
  return toDay(date)
}

/** How many days `to` is after `from`; negative when it is before. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY_MS)
