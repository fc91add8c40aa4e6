'use client'

import { Archive, CircleCheck, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { useRequestList } from '@/hooks/archive/useRequestList.ts'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest, CrateStatus } from '@/lib/domains/archive/contract.ts'
import { standingOfRequest, waitsFor } from '@/lib/domains/archive/policy.ts'
import { countCrates, crateLooks, requestLook } from './archiveLooks.ts'
import { CountTile } from './CountTile.tsx'
import { UnitsOf } from './requestColumns.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { countWaiting } from './RequestFilterBar.tsx'

/** Where one starts: what waits for oneself, and how the archive stands. */
export function HomeView({ unitName }: { readonly unitName: string | null }) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
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
          <Button variant="primary" icon={<Plus />} onPress={() => setAsking(true)}>
            New request
          </Button>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <WaitingForMe />
        <div className="grid grid-cols-1 gap-4">
          <CrateCounts />
          <RequestCounts />
        </div>
      </div>
      {isAsking && (
        <RequestDialog
          request={null}
          crates={[]}
          onClose={() => setAsking(false)}
          onDone={(request) => router.push(`/archive/requests/${request.id}`)}
        />
      )}
    </Page>
  )
}

/** How many are shown here; the rest is in the list. */
const SHOWN = 8

function WaitingForMe() {
  const query = useRequestList({ waiting: true })
  const { data: summary } = useSummary()
  const requests = query.data?.pages.flatMap(({ items }) => items)
  const total = summary ? countWaiting(summary) : (requests?.length ?? 0)
  return (
    <Section
      title="Waiting for you"
      flush
      actions={
        total > SHOWN && (
          <LinkButton size="sm" variant="quiet" href="/archive/requests?show=waiting">
            {`All ${total}`}
          </LinkButton>
        )
      }
    >
      {requests === undefined && !query.error && <SkeletonRows rows={4} label="Loading what waits for you" />}
      {requests === undefined && query.error && (
        <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      )}
      {requests?.length === 0 && (
        <EmptyState icon={<CircleCheck />} title="Nothing waits for you">
          What needs your decision or your answer appears here by itself.
        </EmptyState>
      )}
      {requests && requests.length > 0 && (
        <ul aria-label="Waiting for you">
          {requests.slice(0, SHOWN).map((request) => (
            <WaitingRow key={request.id} request={request} />
          ))}
        </ul>
      )}
    </Section>
  )
}

const ASKS = { decide: 'Decide', receive: 'Confirm receipt', answer: 'Answer' } as const

function WaitingRow({ request }: { readonly request: ArchiveRequest }) {
  const waits = waitsFor(useViewer(), standingOfRequest(request))
  return (
    <li className="relative border-b border-line px-4 py-2.5 transition-colors last:border-b-0 hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <Link
          href={`/archive/requests/${request.id}`}
          className="tabular font-medium text-ink outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
        >
          {request.number}
        </Link>
        <StatusBadge {...requestLook(request)} variant="plain" />
        {waits && <span className="ml-auto text-sm font-medium text-accent-text">{ASKS[waits]}</span>}
      </div>
      <p className="mt-0.5 truncate text-ink">{request.reason}</p>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-muted">
        <span>{countCrates(request.crates.length)}</span>
        <UnitsOf request={request} />
        <span>{request.created_by.name}</span>
        <Time at={request.created_at} />
      </p>
    </li>
  )
}

const COUNTED: readonly CrateStatus[] = ['stored', 'requested', 'withdrawn', 'in_transfer']

function CrateCounts() {
  const { data } = useSummary()
  const isEmpty = data !== undefined && COUNTED.every((status) => data.crates[status] === 0)
  return (
    <Section title="Crates" flush>
      {isEmpty ? (
        <EmptyState
          icon={<Archive />}
          title="No crates yet"
          action={<LinkButton href="/archive/crates">Register the first one</LinkButton>}
        />
      ) : (
        <div className="grid grid-cols-2">
          {COUNTED.map((status) => (
            <CountTile
              key={status}
              look={crateLooks[status]}
              count={data?.crates[status]}
              href={`/archive/crates?status=${status}`}
            />
          ))}
        </div>
      )}
    </Section>
  )
}

function RequestCounts() {
  const { data } = useSummary()
  return (
    <Section title="Open requests" flush>
      <div className="grid grid-cols-3">
        <CountTile
          look={requestLook({ kind: 'withdrawal', status: 'pending' })}
          count={data?.requests.pending}
          href="/archive/requests?status=pending"
        />
        <CountTile
          look={requestLook({ kind: 'withdrawal', status: 'sent_back' })}
          count={data?.requests.sent_back}
          href="/archive/requests?status=sent_back"
        />
        <CountTile
          look={requestLook({ kind: 'transfer', status: 'approved' })}
          count={data?.requests.in_transfer}
          href="/archive/requests?kind=transfer&status=approved"
        />
      </div>
    </Section>
  )
}
