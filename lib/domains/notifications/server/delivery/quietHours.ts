import type { QuietRange } from '../../contract/delivery.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 1_440
/** Offsets of time zones change on quarters of an hour at most. */
const BLOCK_MS = 15 * MINUTE_MS
/** Quiet hours that leave no minute of a week end after it. */
const LONGEST_MS = 7 * DAY_MINUTES * MINUTE_MS

/** A minute of the week on the site's clocks: 0 is Monday, 00:00. */
export type WallClock = (at: number) => number

/** Reads the site's clocks. Follows every change of the zone's offset, as summer time has it. */
export function wallClockOf(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const day = DAYS.indexOf(parts.get('weekday') ?? '')
    return day * DAY_MINUTES + Number(parts.get('hour')) * 60 + Number(parts.get('minute'))
  }
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Whether a minute of the week lies in one of the ranges. */
export function isQuiet(minuteOfWeek: number, ranges: readonly QuietRange[]): boolean {
  const today = Math.floor(minuteOfWeek / DAY_MINUTES) + 1
  const yesterday = today === 1 ? 7 : today - 1
  const minute = minuteOfWeek % DAY_MINUTES
  return ranges.some(({ days, from, to }) => {
    const [start, end] = [minutesOf(from), minutesOf(to)]
    if (start < end) return days.includes(today) && minute >= start && minute < end
    return (days.includes(today) && minute >= start) || (days.includes(yesterday) && minute < end)
  })
}

/**
 * The first whole minute from `at` on at which the site's clocks show a time that is not quiet; null: it is not quiet at `at`.
 * An hour that is left out or comes twice is as quiet as what the clocks show in it.
 */
export function quietUntil(at: number, ranges: readonly QuietRange[], wallClock: WallClock): number | null {
  if (ranges.length === 0 || !isQuiet(wallClock(at), ranges)) return null
  let minute = Math.floor(at / MINUTE_MS) * MINUTE_MS + MINUTE_MS
  const latest = minute + LONGEST_MS
  while (minute < latest) {
    // Within a block the clocks run evenly: one look at them is enough.
    const blockEnd = Math.floor(minute / BLOCK_MS) * BLOCK_MS + BLOCK_MS
    const shown = wallClock(minute)
    for (let step = 0; minute + step * MINUTE_MS < blockEnd; step += 1) {
      if (!isQuiet((shown + step) % (7 * DAY_MINUTES), ranges)) return minute + step * MINUTE_MS
    }
    minute = blockEnd
  }
  return latest
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
