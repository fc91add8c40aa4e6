'use client'

import { Bell } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { CountBadge } from '@/components/ui/CountBadge'
import { lazyPart } from '@/components/ui/lazyPart'
import { useNotificationCounts, useTimedNotifications } from '@/hooks/notifications/useNotificationCounts.ts'

// Loaded when somebody first asks.
const NotificationPanel = lazyPart(() =>
  import('./NotificationPanel').then((module) => module.NotificationPanel),
)

/** How many notifications are unread; press it to read them. */
export function NotificationBell() {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const counts = useNotificationCounts()
  useTimedNotifications(counts?.changes_at ?? null)
  const unread = counts?.unread ?? 0
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={unread === 0 ? 'Notifications' : `Notifications: ${unread} unread`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        className="relative grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed"
      >
        <Bell aria-hidden="true" className="size-4" />
        <CountBadge count={unread} className="absolute -top-0.5 -right-1" isDecorative />
      </AriaButton>
      {isOpen && <NotificationPanel triggerRef={button} onClose={() => setOpen(false)} />}
    </>
  )
}
