'use client'

import { BellOff, CheckCheck, SearchX, Send, SquarePen } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { LoadMore } from '@/components/ui/LoadMore'
import { notify } from '@/components/ui/notify'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useNotifications, type Notifications } from '@/hooks/notifications/useNotifications.ts'
import { maySend } from '@/lib/domains/notifications/policy.ts'
import { NotificationFilterBar } from './NotificationFilterBar'
import { NotificationList } from './NotificationList'
import { readNotificationFilter } from './readNotificationFilter'

/** All of one's notifications, live. The filter stands in the address. */
export function NotificationsView() {
  const viewer = useViewer()
  const address = useAddressFilter()
  const filter = readNotificationFilter(address.params)
  const all = useNotifications(filter, (error) => notify.problem(error.message))
  const { counts } = all
  return (
    <Page width="reading">
      <PageHeader
        title="Notifications"
        description="What concerns you, as it happens."
        actions={
          <>
            {counts !== undefined && counts.unread > 0 && (
              <Button icon={<CheckCheck aria-hidden="true" />} onPress={() => all.readAll(counts.head)}>
                Mark all as read
              </Button>
            )}
            {maySend(viewer) && (
              <>
                <LinkButton href="/notifications/sent" icon={<Send aria-hidden="true" />}>
                  Sent
                </LinkButton>
                <LinkButton
                  href="/notifications/compose"
                  variant="primary"
                  icon={<SquarePen aria-hidden="true" />}
                >
                  Write
                </LinkButton>
              </>
            )}
          </>
        }
      />
      <NotificationFilterBar filter={filter} unread={counts?.unread} onChange={address.change} />
      <div className="overflow-hidden rounded-lg border border-line">
        <Lines
          key={JSON.stringify(filter)}
          all={all}
          isFiltered={Object.keys(filter).length > 0}
          onShowAll={() => address.change({ state: null, type: null })}
        />
      </div>
    </Page>
  )
}

interface LinesProps {
  readonly all: Notifications
  readonly isFiltered: boolean
  readonly onShowAll: () => void
}

function Lines({ all, isFiltered, onShowAll }: LinesProps) {
  const { items, error } = all
  if (items === undefined) {
    return error === null ? (
      <SkeletonRows rows={8} label="Loading the notifications" />
    ) : (
      <ErrorState errorId={error.requestId ?? undefined} onRetry={all.retry}>
        {error.message}
      </ErrorState>
    )
  }
  if (items.length === 0 && isFiltered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing matches"
        action={<Button onPress={onShowAll}>Show all</Button>}
      >
        Try another kind.
      </EmptyState>
    )
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<BellOff />} title="Nothing yet">
        Requests that wait for you, what was decided about yours, transfers to your unit and mentions appear
        here by themselves.
      </EmptyState>
    )
  }
  return (
    <>
      <NotificationList lines={items} actions={all} />
      <LoadMore
        shown={items.length}
        hasMore={all.hasMore}
        isLoading={all.isLoadingMore}
        onLoadMore={all.loadMore}
        noun={items.length === 1 ? 'notification' : 'notifications'}
      />
    </>
  )
}
