import { dateOf } from './calendarDay.ts'

/** The first instant of a day at the site: the bounds of "on these days" over instants. */
export function startOfDay(day: string, timeZone: string): Date {
  const wanted = dateOf(day).getTime()
  const offsetAt = (at: number) => wallClock(at, timeZone) - at
  // The offset is the one at the result. A second look is enough: no zone changes twice within a day.
  const guess = wanted - offsetAt(wanted)
  return new Date(wanted - offsetAt(guess))
}

/** What a clock at the site shows at an instant, written as if it were UTC. */
function wallClock(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}
