'use client'

import { useEffect } from 'react'
import { useMarkDelivered } from '@/hooks/messages/useMarkDelivered.ts'
import { useUnread } from '@/hooks/messages/useUnread.ts'
import { useNotificationCounts } from '@/hooks/notifications/useNotificationCounts.ts'
import { useUnsentMessages } from '@/hooks/messages/useUnsentMessages.ts'

/**
 * Keeps how much is unread in the title and icon of the tab, whatever the page is called: messages and notifications. A mention
 * is a message and a notification; it counts once. Draws nothing.
 */
export function TitleCount() {
  const messages = useUnread()
  const counts = useNotificationCounts()
  const count = messages + (counts ? counts.unread - (counts.by_type['mention'] ?? 0) : 0)
  useMarkDelivered()
  useUnsentMessages()
  useEffect(() => {
    let isOver = false
    let undo: (() => void) | null = null
    // Not needed to draw the page.
    import('./keepBadges').then(
      ({ keepBadges }) => {
        if (!isOver) undo = keepBadges(count)
      },
      () => undefined,
    )
    return () => {
      isOver = true
      undo?.()
    }
  }, [count])
  return null
}
