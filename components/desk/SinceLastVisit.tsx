'use client'

import { Check } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { Time } from '@/components/ui/Time'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { activityId } from '@/hooks/desk/holdActivity.ts'
import { useActivity } from '@/hooks/desk/useActivity.ts'
import { useSeeActivity, useVisit } from '@/hooks/desk/useVisit.ts'
import type { Visit } from '@/lib/domains/desk/contract.ts'
import { VISIT_COUNT_MAX } from '@/lib/domains/desk/contract.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { ActivityRow } from './ActivityRow'

const SHOWN = 5
const EVERYTHING = {}

/** What others have done since the viewer was last here; the latest for whoever was never here. */
export function SinceLastVisit() {
  const viewer = useViewer()
  const feed = useActivity(EVERYTHING)
  const { data: visit } = useVisit()
  const see = useSeeActivity()
  const items = feed.data?.pages.flatMap((page) => page.items)
  const since = visit?.position ?? null
  const news = items?.filter(
    ({ position, actor }) => since === null || (position > since && actor?.id !== viewer.userId),
  )
  return (
    <Section
      title="Since you were last here"
      description={visit && <WhatCame visit={visit} />}
      flush
      actions={
        <>
          {visit && visit.unseen > 0 && (
            <Button
              size="sm"
              variant="quiet"
              icon={<Check />}
              isPending={see.isPending}
              onPress={() => see.mutate({ position: visit.head })}
            >
              Seen
            </Button>
          )}
          <LinkButton size="sm" variant="quiet" href="/activity">
            All activity
          </LinkButton>
        </>
      }
    >
      {items === undefined && !feed.error && <SkeletonRows rows={3} label="Loading what has happened" />}
      {items === undefined && feed.error && (
        <ErrorState
          className="py-6"
          errorId={feed.error.requestId ?? undefined}
          onRetry={() => void feed.refetch()}
        >
          {feed.error.message}
        </ErrorState>
      )}
      {news?.length === 0 && (
        <EmptyState title="Nothing new" className="py-6">
          What others do in your unit appears here by itself.
        </EmptyState>
      )}
      {news && news.length > 0 && (
        <ul aria-label="Since you were last here">
          {news.slice(0, SHOWN).map((activity) => (
            <ActivityRow key={activityId(activity)} activity={activity} showsUnit={readsAllUnits(viewer)} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function WhatCame({ visit: { seen_at: seenAt, unseen } }: { readonly visit: Visit }) {
  if (seenAt === null) return 'The latest of your unit.'
  const count = unseen >= VISIT_COUNT_MAX ? `${VISIT_COUNT_MAX} or more` : String(unseen)
  return (
    <>
      {`${count} ${unseen === 1 ? 'thing' : 'things'} by others, `}
      <Time at={seenAt} />
    </>
  )
}
