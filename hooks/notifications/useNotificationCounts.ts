import { useEffect, useEffectEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { NotificationCounts } from '@/lib/domains/notifications/contract.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { usePendingEdits } from '../usePendingEdits.ts'
import { useNotificationTopics } from './useNotificationTopics.ts'

/** How much is unread, the same in all tabs; undefined until it is known. */
export function useNotificationCounts(): NotificationCounts | undefined {
  const { data } = useLiveQuery<NotificationCounts>({
    key: notificationsKeys.counts,
    topics: useNotificationTopics(),
    fetch: ({ signal }) => apiFetch('/api/notifications/counts', { signal }),
  })
  return usePendingEdits(notificationsKeys.counts, data).data
}

/** Longest that a browser's timer waits, in ms. */
const LONGEST_MS = 2_147_483_647

/** Asks anew when something expires, or is no longer snoozed: no event tells that. Once for each page. */
export function useTimedNotifications(changesAt: string | null): void {
  const queryClient = useQueryClient()
  const askAnew = useEffectEvent(() => {
    void queryClient.invalidateQueries({ queryKey: notificationsKeys.counts })
    void queryClient.invalidateQueries({ queryKey: notificationsKeys.lists })
  })
  useEffect(() => {
    if (changesAt === null) return
    const waitMs = Math.max(1_000, Date.parse(changesAt) - Date.now())
    if (waitMs > LONGEST_MS) return
    const timer = setTimeout(askAnew, waitMs)
    return () => clearTimeout(timer)
  }, [changesAt])
}
