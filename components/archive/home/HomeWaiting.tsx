'use client'

import { CircleCheck } from 'lucide-react'
import { Badge } from '@/components/ui/Badge'
import { EmptyState } from '@/components/ui/EmptyState'
import { useFewRequests } from '@/hooks/archive/useFewRequests.ts'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { useWaitingCount } from '@/hooks/archive/useWaitingCount.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { HomeRequestRow } from './HomeRequestRow.tsx'
import { HomeSection } from './HomeSection.tsx'
import { waitingGroups, type Ask } from './waitingGroups.ts'

/** Shown of each group. */
const SHOWN = 5
/** Asked for: enough that each group has its first ones among them. */
const ASKED = 50
const WORDS: Readonly<Record<Ask, string>> = {
  decide: 'Decide',
  receive: 'Confirm receipt',
  answer: 'Answer',
}
const HREF = '/archive/requests?show=waiting'

/** What waits for the viewer, by what is asked of them. */
export function HomeWaiting() {
  const viewer = useViewer()
  const query = useFewRequests({ waiting: true }, ASKED)
  const { data: summary } = useSummary()
  const total = useWaitingCount()
  const groups = waitingGroups(viewer, query.data?.items ?? [], summary?.waiting, SHOWN)
  const shown = groups.reduce((sum, group) => sum + group.requests.length, 0)
  return (
    <HomeSection title="Waiting for you" total={summary && total} shown={shown} href={HREF} query={query}>
      {groups.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Nothing waits for you" className="py-8">
          What needs your decision or your answer appears here by itself.
        </EmptyState>
      )}
      {groups.map(({ ask, title, total, requests }) => (
        <div key={ask} className="not-last:border-b not-last:border-line">
          <h3 className="flex items-center gap-2 border-b border-line bg-canvas px-4 py-1.5 text-sm font-medium text-muted">
            {title} <Badge>{total}</Badge>
          </h3>
          <ul aria-label={title}>
            {requests.map((request) => (
              <HomeRequestRow
                key={request.id}
                request={request}
                end={<span className="text-accent-text">{WORDS[ask]}</span>}
              />
            ))}
          </ul>
        </div>
      ))}
    </HomeSection>
  )
}
