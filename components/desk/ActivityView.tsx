'use client'

import { History, SearchX } from 'lucide-react'
import { Fragment, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LoadMore } from '@/components/ui/LoadMore'
import { NewRowsBar } from '@/components/ui/NewRowsBar'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { formatCalendarDay } from '@/components/ui/formatTime'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { activityId } from '@/hooks/desk/holdActivity.ts'
import { useActivity } from '@/hooks/desk/useActivity.ts'
import { useCalmActivity } from '@/hooks/desk/useCalmActivity.ts'
import { useSeeActivity, useVisit } from '@/hooks/desk/useVisit.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { ActivityFilterBar } from './ActivityFilterBar'
import { ActivityRow } from './ActivityRow'
import { groupByDay } from './groupByDay'
import { readActivityFilter } from './readActivityFilter'

/** Whoever looks so long at the page has seen what is on it. */
const SEEN_AFTER_MS = 4_000

/** All that happens in one's unit, newest first, as it happens. */
export function ActivityView() {
  const viewer = useViewer()
  const timeZone = useSiteTimeZone()
  const address = useAddressFilter()
  const filter = readActivityFilter(address.params)
  const query = useActivity(filter)
  const pages = query.isPlaceholderData ? undefined : query.data?.pages
  const loaded = useMemo(() => pages?.flatMap(({ items }) => items), [pages])
  const calm = useCalmActivity(JSON.stringify(filter), loaded, !query.hasPreviousPage)
  const { rows, waiting, show, isNew } = calm
  useWayBack(query, !calm.isScrolled)
  const shown = rows ?? query.data?.pages.flatMap(({ items }) => items)
  const lastSeen = useLastSeen()
  const isFiltered = Object.keys(filter).length > 0
  const firstSeen = shown?.find(({ position }) => lastSeen !== null && position <= lastSeen)
  const hasUnseen = firstSeen !== undefined && firstSeen !== shown?.[0]

  return (
    <Page width="reading">
      <PageHeader
        title="Activity"
        description={
          readsAllUnits(viewer)
            ? 'What happens in all units, as it happens.'
            : 'What happens in your unit, as it happens.'
        }
      />
      <ActivityFilterBar filter={filter} onChange={address.change} />
      <div
        aria-busy={query.isPlaceholderData}
        className={`overflow-hidden rounded-lg border border-line ${query.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {shown === undefined && query.error === null && (
          <SkeletonRows rows={10} label="Loading the activity" />
        )}
        {shown === undefined && query.error && (
          <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        )}
        <div className="sticky top-12 z-10">
          <NewRowsBar
            count={waiting}
            onShow={() => {
              show()
              window.scrollTo({ top: 0 })
            }}
          />
        </div>
        {shown?.length === 0 && (
          <NoActivity
            isFiltered={isFiltered}
            onShowAll={() => address.change({ kind: null, person: null, unit: null })}
          />
        )}
        {shown &&
          groupByDay(shown, timeZone).map(({ day, rows: ofDay }, index) => (
            <section key={`${day} ${index}`} aria-label={formatCalendarDay(day)}>
              <h2 className="border-b border-line bg-canvas px-4 py-1.5 text-sm font-medium text-muted">
                {formatCalendarDay(day)}
              </h2>
              <ul className="border-b border-line">
                {ofDay.map((activity) => (
                  <Fragment key={activityId(activity)}>
                    {hasUnseen && activity === firstSeen && <SeenLine />}
                    <ActivityRow
                      activity={activity}
                      showsUnit={readsAllUnits(viewer)}
                      isNew={isNew(activity)}
                    />
                  </Fragment>
                ))}
              </ul>
            </section>
          ))}
        {shown && shown.length > 0 && (
          <LoadMore
            shown={shown.length}
            hasMore={query.hasNextPage}
            isLoading={query.isFetchingNextPage}
            onLoadMore={() => void query.fetchNextPage()}
            noun={shown.length === 1 ? 'entry' : 'entries'}
          />
        )}
      </div>
    </Page>
  )
}

/** Whoever has read far down has pushed the newest pages out; back at the top they are loaded again. */
function useWayBack(query: ReturnType<typeof useActivity>, isAtTop: boolean): void {
  const isMissing = isAtTop && query.hasPreviousPage && !query.isFetching && !query.isError
  const load = useEffectEvent(() => void query.fetchPreviousPage())
  useEffect(() => {
    if (isMissing) load()
  }, [isMissing])
}

/** Where one stood when one came; what is shown long enough is seen from then on, and the line stays for this visit. */
function useLastSeen(): number | null {
  const { data: visit } = useVisit()
  const { mutate } = useSeeActivity()
  const [cameAt, setCameAt] = useState<number | null>(null)
  const hasSaid = useRef(0)
  if (visit && cameAt === null && visit.position !== null) setCameAt(visit.position)
  const head = visit?.head
  const say = useEffectEvent((position: number) => {
    if (document.visibilityState !== 'visible' || position <= hasSaid.current) return
    hasSaid.current = position
    mutate({ position })
  })
  const isBehind = visit !== undefined && (visit.position === null || visit.position < visit.head)
  useEffect(() => {
    if (head === undefined || !isBehind) return
    const timer = setTimeout(() => say(head), SEEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [head, isBehind])
  return cameAt
}

function SeenLine() {
  return (
    <li className="flex items-center gap-3 border-b border-line bg-accent-soft px-4 py-1 text-sm font-medium text-accent-text">
      Since your last visit: all above
    </li>
  )
}

function NoActivity({
  isFiltered,
  onShowAll,
}: {
  readonly isFiltered: boolean
  readonly onShowAll: () => void
}) {
  if (!isFiltered) {
    return (
      <EmptyState icon={<History />} title="Nothing has happened yet">
        What people do in your unit appears here by itself.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing matches"
      action={<Button onPress={onShowAll}>Show all</Button>}
    >
      Try another kind or person.
    </EmptyState>
  )
}
