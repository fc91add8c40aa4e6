'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { ModuleBoundary } from '@/components/shell/ModuleBoundary'
import { Button } from '@/components/ui/Button'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { type RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { CRATE_STATUSES } from '@/lib/domains/archive/contract/crate.ts'
import { RequestDialog } from '../lazyDialogs.tsx'
import { useRequestCommands } from '../useRequestCommands.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { CrateCounts, CrateShares, RequestCounts } from './HomeCounts.tsx'
import { HomeOverdue } from './HomeOverdue.tsx'
import { HomeOwnRequests } from './HomeOwnRequests.tsx'
import { HomeRetention } from './HomeRetention.tsx'
import { HomeTrends } from './HomeTrends.tsx'
import { HomeWaiting } from './HomeWaiting.tsx'
import { homePlan, type HomeList } from './homePlan.ts'

export interface HomeViewProps {
  /** Null: all units. */
  readonly unitName: string | null
  /** What has happened since the viewer was last here. */
  readonly news: ReactNode
}

const TITLES: Readonly<Record<HomeList, string>> = {
  waiting: 'Waiting for you',
  overdue: 'Overdue',
  retention: 'Retention over',
  own: 'Your requests',
}

/** Where one starts: what waits for oneself, what has happened, and how the archive stands. */
export function HomeView({ unitName, news }: HomeViewProps) {
  const router = useRouter()
  const viewer = useViewer()
  const { data: summary } = useSummary()
  const [asking, setAsking] = useState<RequestKind | 'any' | null>(null)
  const isEmpty = summary !== undefined && CRATE_STATUSES.every((status) => summary.crates[status] === 0)
  const plan = homePlan(viewer)
  useRequestCommands((kind) => setAsking(kind ?? 'any'))
  return (
    <Page>
      <PageHeader
        title="Home"
        description={
          unitName
            ? `The archive of ${unitName}, as it stands now.`
            : 'The archive of all units, as it stands now.'
        }
        actions={
          // What is not registered cannot be asked for.
          isEmpty ? (
            <LinkButton variant="primary" icon={<Plus />} href="/archive/crates?do=register-crate">
              Register crate
            </LinkButton>
          ) : (
            <Button variant="primary" icon={<Plus />} onPress={() => setAsking('any')}>
              New request
            </Button>
          )
        }
      />
      {isEmpty && <FirstSteps />}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-4 max-lg:contents">
          {plan.map((list) => (
            <ModuleBoundary key={list} title={TITLES[list]}>
              <HomePart list={list} isFirst={list === plan[0]} />
            </ModuleBoundary>
          ))}
          <ModuleBoundary title="Charts">
            <div className="grid grid-cols-1 items-start gap-4 max-lg:order-last xl:grid-cols-2">
              <HomeTrends />
              <CrateShares />
            </div>
          </ModuleBoundary>
        </div>
        <div className="grid grid-cols-1 gap-4">
          <ModuleBoundary title="Since you were last here">{news}</ModuleBoundary>
          <ModuleBoundary title="Counts">
            <CrateCounts />
            <RequestCounts />
          </ModuleBoundary>
        </div>
      </div>
      {asking !== null && (
        <RequestDialog
          request={null}
          crates={[]}
          {...(asking !== 'any' && { kind: asking })}
          onClose={() => setAsking(null)}
          onDone={(request) => router.push(`/archive/requests/${request.id}`)}
        />
      )}
    </Page>
  )
}

function HomePart({ list, isFirst }: { readonly list: HomeList; readonly isFirst: boolean }) {
  switch (list) {
    case 'waiting':
      return <HomeWaiting />
    case 'overdue':
      return <HomeOverdue />
    case 'retention':
      return <HomeRetention />
    case 'own':
      return <HomeOwnRequests showsEmpty={isFirst} />
  }
}
