/** Until when something can be put off. */
export interface SnoozeChoice {
  readonly label: string
  readonly until: Date
}

const HOUR_MS = 3_600_000
/** When work begins, on the clock of the site. */
const MORNING = 8
const EVENING = 18

/** What is offered at this moment, the soonest first; mornings and evenings are those of the site's zone. */
export function snoozeChoices(now: number, timeZone: string): readonly SnoozeChoice[] {
  const today = wallDay(now, timeZone)
  const evening = atHour(today, 0, EVENING, timeZone)
  const untilMonday = (8 - today.weekday) % 7 || 7
  return [
    { label: 'For an hour', until: new Date(now + HOUR_MS) },
    { label: 'For four hours', until: new Date(now + 4 * HOUR_MS) },
    ...(evening.getTime() - now > HOUR_MS ? [{ label: 'Until this evening', until: evening }] : []),
    { label: 'Until tomorrow morning', until: atHour(today, 1, MORNING, timeZone) },
    { label: 'Until Monday morning', until: atHour(today, untilMonday, MORNING, timeZone) },
  ]
}

interface WallDay {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 0 is Sunday. */
  readonly weekday: number
}

function wallDay(now: number, timeZone: string): WallDay {
  const [year = 0, month = 0, day = 0] = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    .format(now)
    .split('-')
    .map(Number)
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

/** An hour of a day so many days later, by the zone's own clock: on days when the clock changes too. */
function atHour({ year, month, day }: WallDay, days: number, hour: number, timeZone: string): Date {
  const wanted = Date.UTC(year, month - 1, day + days, hour)
  const first = wanted - offsetAt(wanted, timeZone)
  return new Date(wanted - offsetAt(first, timeZone))
}

/** By how much the zone's clock is ahead of UTC at that instant, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return wall - Math.floor(instant / 1_000) * 1_000
}
