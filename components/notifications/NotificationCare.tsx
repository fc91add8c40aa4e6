'use client'

import { quietPart } from '@/components/ui/quietPart'
import { useNotificationCounts } from '@/hooks/notifications/useNotificationCounts.ts'

// Neither is needed to draw a page.
const NotificationAnnouncer = quietPart(() =>
  import('./NotificationAnnouncer').then((module) => module.NotificationAnnouncer),
)
const AckBar = quietPart(() => import('./AckBar').then((module) => module.AckBar))

/** What is new says so by itself on every page, and what is to be acknowledged stands there until it is. */
export function NotificationCare() {
  const counts = useNotificationCounts()
  return (
    <>
      <NotificationAnnouncer />
      {counts !== undefined && counts.unacknowledged > 0 && <AckBar />}
    </>
  )
}
