'use client'

import { Time } from '@/components/ui/Time'
import { useNow } from '@/components/ui/useNow'
import { useConnectionStatus } from '@/hooks/useConnectionStatus.ts'

/** A short loss of the connection is no news: the badge tells it. */
const QUIET_MS = 15_000

/** Says, across the page, that what one sees may be out of date. */
export function StaleBar() {
  const status = useConnectionStatus()
  const now = useNow()
  const isLost = status.state === 'offline' || status.state === 'syncing'
  if (!isLost || status.since === 0 || now - status.since < QUIET_MS) return null
  return (
    <p className="border-b border-amber-line bg-amber-soft px-4 py-1.5 text-sm text-amber-text sm:px-6 print:hidden">
      <span className="font-medium">
        As of <Time at={status.since} format="clock" />.
      </span>{' '}
      What others have changed since then is not shown yet. The page catches up by itself.
    </p>
  )
}
