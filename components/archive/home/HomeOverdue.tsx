'use client'

import { TriangleAlert } from 'lucide-react'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { useNow } from '@/components/ui/useNow'
import { useFewRequests } from '@/hooks/archive/useFewRequests.ts'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { dayAt } from '@/lib/domains/archive/calendarDay.ts'
import { dueWords } from '../dueWords.ts'
import { HomeRequestRow } from './HomeRequestRow.tsx'
import { HomeSection } from './HomeSection.tsx'

const SHOWN = 5

/** Crates that are out past their day, the longest first. Nothing where there are none. */
export function HomeOverdue() {
  const query = useFewRequests({ overdue: true, sort: 'due_on' }, SHOWN)
  const { data: summary } = useSummary()
  const today = dayAt(useNow(), useSiteTimeZone())
  const requests = query.data?.items ?? []
  if (requests.length === 0) return null
  return (
    <HomeSection
      title="Overdue"
      description="Crates that were to be back by now."
      total={summary?.requests.overdue}
      shown={requests.length}
      href="/archive/requests?overdue=yes&sort=due_on"
      query={query}
    >
      <ul aria-label="Overdue">
        {requests.map((request) => (
          <HomeRequestRow
            key={request.id}
            request={request}
            end={
              <span className="inline-flex items-center gap-1 text-red-text">
                <TriangleAlert aria-hidden="true" className="size-3.5" />
                {dueWords(request, today)?.text}
              </span>
            }
          />
        ))}
      </ul>
    </HomeSection>
  )
}
