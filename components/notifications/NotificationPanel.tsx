'use client'

import { BellOff, CheckCheck } from 'lucide-react'
import Link from 'next/link'
import type { RefObject } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { notify } from '@/components/ui/notify'
import { PopoverPanel } from '@/components/ui/PopoverPanel'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useNotifications } from '@/hooks/notifications/useNotifications.ts'
import { NotificationList } from './NotificationList'

/** The panel shows the first ones; the page has all. */
const SHOWN = 20

export interface NotificationPanelProps {
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
}

/** What the bell opens: the newest notifications, and the way to all of them. */
export function NotificationPanel({ triggerRef, onClose }: NotificationPanelProps) {
  const all = useNotifications(undefined, (error) => notify.problem(error.message))
  const { items, counts, error } = all
  return (
    <PopoverPanel label="Notifications" triggerRef={triggerRef} onClose={onClose}>
      <div className="-m-3 w-104 max-w-[calc(100vw-1rem)]">
        <div className="sticky -top-3 z-2 flex min-h-11 items-center justify-between gap-2 border-b border-line bg-raised px-4">
          <p className="font-semibold text-ink">Notifications</p>
          {counts !== undefined && counts.unread > 0 && (
            <Button
              size="sm"
              variant="quiet"
              icon={<CheckCheck aria-hidden="true" />}
              onPress={() => all.readAll(counts.head)}
            >
              Mark all as read
            </Button>
          )}
        </div>
        {items === undefined && error === null && <SkeletonRows rows={4} label="Loading the notifications" />}
        {items === undefined && error !== null && (
          <ErrorState errorId={error.requestId ?? undefined} onRetry={all.retry}>
            {error.message}
          </ErrorState>
        )}
        {items?.length === 0 && (
          <EmptyState icon={<BellOff />} title="Nothing new">
            What concerns you appears here by itself.
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <NotificationList lines={items.slice(0, SHOWN)} actions={all} onOpen={onClose} />
        )}
        <Link
          href="/notifications"
          onClick={onClose}
          className="sticky -bottom-3 z-2 flex h-10 items-center justify-center border-t border-line bg-raised text-sm font-medium text-accent-text -outline-offset-2! hover:bg-sunken"
        >
          All notifications
        </Link>
      </div>
    </PopoverPanel>
  )
}
