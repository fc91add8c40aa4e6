'use client'

import { CountBadge } from '@/components/ui/CountBadge'
import { useUnread } from '@/hooks/messages/useUnread.ts'
import { useNotificationCounts } from '@/hooks/notifications/useNotificationCounts.ts'
import type { Place } from './navigation'

/** How much one has not read of a place, on what leads to it; nothing at zero. */
export function UnreadBadge({
  of,
  className,
}: {
  readonly of: NonNullable<Place['unread']>
  readonly className: string
}) {
  const messages = useUnread()
  const notifications = useNotificationCounts()?.unread ?? 0
  return <CountBadge count={of === 'messages' ? messages : notifications} className={className} />
}
