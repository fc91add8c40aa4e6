'use client'

import { formatClock, formatDay, formatExact, formatRelative } from './formatTime'
import { useSiteTimeZone } from './SiteTime'
import { useNow } from './useNow'

export interface TimeProps {
  /** ISO 8601, or ms since 1970. */
  readonly at: string | number
  readonly format?: 'relative' | 'clock' | 'day' | 'exact'
  readonly className?: string
}

/** A moment in the site's zone: relative by itself, exact on hover. */
export function Time({ at, format = 'relative', className = '' }: TimeProps) {
  const timeZone = useSiteTimeZone()
  const now = useNow()
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return null
  const exact = formatExact(date, timeZone)
  const texts = {
    relative: () => formatRelative(date, now, timeZone),
    clock: () => formatClock(date, timeZone),
    day: () => formatDay(date, timeZone),
    exact: () => exact,
  }
  return (
    <time
      dateTime={date.toISOString()}
      title={exact}
      suppressHydrationWarning
      className={`tabular whitespace-nowrap ${className}`}
    >
      {texts[format]()}
    </time>
  )
}
