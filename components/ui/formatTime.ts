const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = new Intl.RelativeTimeFormat('en-GB', { style: 'short' })
const formats = new Map<string, Intl.DateTimeFormat>()

function formatWith(timeZone: string, key: string, options: Intl.DateTimeFormatOptions, date: Date): string {
  const id = `${timeZone} ${key}`
  let format = formats.get(id)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
    formats.set(id, format)
  }
  return format.format(date)
}

/** "21 Nov 2026, 14:05:09 CET": exact, in the given IANA zone. */
export function formatExact(date: Date, timeZone: string): string {
  return formatWith(
    timeZone,
    'exact',
    {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    date,
  )
}

/** "14:05" in the given zone. */
export function formatClock(date: Date, timeZone: string): string {
  return formatWith(timeZone, 'clock', { hour: '2-digit', minute: '2-digit' }, date)
}

/** "21 Nov 2026" in the given zone. */
export function formatDay(date: Date, timeZone: string): string {
  return formatWith(timeZone, 'day', { day: 'numeric', month: 'short', year: 'numeric' }, date)
}

/** "just now", "5 min ago", "2 days ago"; beyond a week the day. Times ahead work too ("in 3 days"). */
export function formatRelative(date: Date, now: number, timeZone: string): string {
  const difference = date.getTime() - now
  const distance = Math.abs(difference)
  if (distance < 45 * SECOND) return 'just now'
  if (distance < HOUR)
    return relative.format(Math.sign(difference) * Math.max(1, Math.trunc(distance / MINUTE)), 'minute')
  if (distance < DAY) return relative.format(Math.trunc(difference / HOUR), 'hour')
  if (distance < 7 * DAY) return relative.format(Math.trunc(difference / DAY), 'day')
  return formatDay(date, timeZone)
}

const calendarDay = {
  long: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }),
  short: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' }),
}

/** "21 Nov 2026" (or "21 Nov") of a day of the calendar (YYYY-MM-DD): the same in every zone. */
export function formatCalendarDay(day: string, length: 'long' | 'short' = 'long'): string {
  return calendarDay[length].format(new Date(`${day}T00:00:00Z`))
}
