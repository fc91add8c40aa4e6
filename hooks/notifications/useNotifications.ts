import type { InfiniteData } from '@tanstack/react-query'
import type {
  Notification,
  NotificationCounts,
  NotificationFilter,
  NotificationPage,
} from '@/lib/domains/notifications/contract.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveInfiniteQuery } from '../useLiveInfiniteQuery.ts'
import { usePendingEdits } from '../usePendingEdits.ts'
import { useNotificationActions, type NotificationActions } from './useNotificationActions.ts'
import { useNotificationCounts } from './useNotificationCounts.ts'
import { useNotificationTopics } from './useNotificationTopics.ts'

/** One's notifications, live, and what can be done with them. */
export interface Notifications extends NotificationActions {
  /** Unread ones first, the newest of each first; undefined until they are known. */
  readonly items: readonly Notification[] | undefined
  readonly counts: NotificationCounts | undefined
  readonly error: ApiError | null
  retry(): void
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  loadMore(): void
}

const ALL: NotificationFilter = {}
const ignore = () => {}

/** One's notifications. `onProblem` hears what the server refuses. */
export function useNotifications(
  filter: NotificationFilter = ALL,
  onProblem: (error: ApiError) => void = ignore,
): Notifications {
  const key = notificationsKeys.list(filter)
  const query = useLiveInfiniteQuery<NotificationPage>({
    key,
    topics: useNotificationTopics(),
    fetchPage: ({ cursor, request: { signal } }) =>
      apiFetch(`/api/notifications?${new URLSearchParams({ ...filter, ...(cursor && { cursor }) })}`, {
        signal,
      }),
    keepPrevious: true,
  })
  const { data } = usePendingEdits<InfiniteData<NotificationPage, string | null>>(key, query.data)
  const actions = useNotificationActions(onProblem)
  return {
    ...actions,
    items: data?.pages.flatMap(({ items }) => items),
    counts: useNotificationCounts(),
    error: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  }
}
