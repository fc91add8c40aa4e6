'use client'

import { BarChart } from '@/components/ui/BarChart'
import { ErrorState } from '@/components/ui/ErrorState'
import { formatCalendarDay } from '@/components/ui/formatTime'
import { Section } from '@/components/ui/Section'
import { Skeleton } from '@/components/ui/Skeleton'
import { useTrends } from '@/hooks/archive/useTrends.ts'

const TITLE = 'Requests by week'

/** How many requests were filed and closed in each of the last twelve weeks. */
export function HomeTrends() {
  const { data, error, refetch } = useTrends()
  return (
    <Section title={TITLE}>
      {data === undefined && error === null && (
        <output aria-label="Loading the requests by week">
          <Skeleton className="h-42 w-full" />
        </output>
      )}
      {data === undefined && error && (
        <ErrorState className="py-4" errorId={error.requestId ?? undefined} onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      )}
      {data && (
        <BarChart
          label={TITLE}
          groupsLabel="Week of"
          groups={data.weeks.map(({ starts_on }) => formatCalendarDay(starts_on, 'short'))}
          series={[
            { id: 'opened', label: 'Filed', tone: 'blue', values: data.weeks.map(({ opened }) => opened) },
            {
              id: 'closed',
              label: 'Closed',
              tone: 'green',
              isOutlined: true,
              values: data.weeks.map(({ closed }) => closed),
            },
          ]}
        />
      )}
    </Section>
  )
}
