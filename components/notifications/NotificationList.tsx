'use client'

import { useState } from 'react'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { formatCalendarDay } from '@/components/ui/formatTime'
import type { NotificationActions } from '@/hooks/notifications/useNotificationActions.ts'
import type { Notification } from '@/lib/domains/notifications/contract.ts'
import { groupNotifications } from './groupNotifications'
import { NotificationRow } from './NotificationRow'

export interface NotificationListProps {
  readonly lines: readonly Notification[]
  readonly actions: NotificationActions
  readonly onOpen?: () => void
}

/** Unread ones, then the others by day. What one marks while one looks at the list stays where it is. */
export function NotificationList({ lines, actions, onOpen }: NotificationListProps) {
  const timeZone = useSiteTimeZone()
  const wasUnread = useUnreadSeen(lines)
  return groupNotifications(lines, timeZone, wasUnread).map(({ day, lines: ofGroup }) => {
    const heading = day === null ? 'Unread' : formatCalendarDay(day)
    return (
      <section key={day ?? ''} aria-label={heading}>
        <h2 className="border-b border-line bg-canvas px-4 py-1.5 text-sm font-medium text-muted">
          {heading}
        </h2>
        <ul className="border-b border-line">
          {ofGroup.map((line) => (
            <NotificationRow key={line.id} line={line} actions={actions} {...(onOpen && { onOpen })} />
          ))}
        </ul>
      </section>
    )
  })
}

/** Ids of all that was unread since the list was opened. */
function useUnreadSeen(lines: readonly Notification[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set())
  const fresh = lines.filter(({ id, read }) => !read && !seen.has(id))
  if (fresh.length > 0) setSeen(new Set([...seen, ...fresh.map(({ id }) => id)]))
  return seen
}
