import {
  activityTopics,
  deskKeys,
  type Activity,
  type ActivityFilter,
  type ActivityPage,
} from '@/lib/domains/desk/contract.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { apiFetch } from '../apiFetch.ts'
import { toQuery } from '../archive/toQuery.ts'
import { useViewer } from '../archive/viewer.ts'
import { useLiveInfiniteQuery } from '../useLiveInfiniteQuery.ts'

/** What the viewer's activity listens to. */
export function useActivityTopics(): readonly string[] {
  const viewer = useViewer()
  return activityTopics({ unitId: viewer.unitId, readsAll: readsAllUnits(viewer) })
}

/** The feed of one's unit, newest first, page by page backwards through the log. */
export function useActivity(filter: ActivityFilter) {
  return useLiveInfiniteQuery<{ readonly items: readonly Activity[]; readonly next_cursor: string | null }>({
    key: deskKeys.activityOf(filter),
    topics: useActivityTopics(),
    fetchPage: async ({ cursor, request: { signal } }) => {
      const path = toQuery('/api/desk/activity', { ...filter, before: cursor })
      const { items, next_before: before } = await apiFetch<ActivityPage>(path, { signal })
      return { items, next_cursor: before === null ? null : String(before) }
    },
    keepPrevious: true,
  })
}
