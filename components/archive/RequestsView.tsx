'use client'

import { CircleCheck, FileOutput, Plus, SearchX } from 'lucide-react'
import { useParams, useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useRequestList } from '@/hooks/archive/useRequestList.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract.ts'
import { ArchiveList } from './ArchiveList.tsx'
import { ListAndDetail } from './ListAndDetail.tsx'
import { readRequestFilter, readRequestTab } from './readFilter.ts'
import { requestColumns } from './requestColumns.tsx'
import { RequestDialog } from './RequestDialog.tsx'
import { RequestFilterBar } from './RequestFilterBar.tsx'

/** The requests, with the open one beside them where there is room. */
export function RequestsView({ children }: { readonly children: ReactNode }) {
  const { id } = useParams<{ id?: string }>()
  return <ListAndDetail list={<RequestListPage currentId={id ?? null} />} detail={id ? children : null} />
}

function RequestListPage({ currentId }: { readonly currentId: string | null }) {
  const router = useRouter()
  const address = useAddressFilter()
  const filter = readRequestFilter(address.params)
  const tab = readRequestTab(address.params)
  const query = useRequestList(filter)
  const [isAsking, setAsking] = useState(false)
  const hrefOf = (request: ArchiveRequest) => address.hrefOf(`/archive/requests/${request.id}`)
  const isNarrowed =
    filter.q !== undefined ||
    filter.kind !== undefined ||
    filter.unit_id !== undefined ||
    filter.status !== undefined

  return (
    <>
      <Page>
        <PageHeader
          title="Requests"
          actions={
            <Button variant="primary" icon={<Plus />} onPress={() => setAsking(true)}>
              New request
            </Button>
          }
        />
        <RequestFilterBar filter={filter} tab={tab} onChange={address.change} isNarrow={currentId !== null} />
        <div className="overflow-hidden rounded-lg border border-line">
          <ArchiveList<ArchiveRequest>
            label="Requests"
            noun="requests"
            listKey={JSON.stringify(filter)}
            query={query}
            columns={requestColumns}
            rowHref={hrefOf}
            rowName={(request) => request.number}
            currentId={currentId}
            empty={
              <NoRequests
                isNarrowed={isNarrowed}
                isWaiting={tab === 'waiting'}
                onAsk={() => setAsking(true)}
                onShowAll={() =>
                  address.change({ q: null, kind: null, status: null, unit: null, show: 'all' })
                }
              />
            }
          />
        </div>
      </Page>
      {isAsking && (
        <RequestDialog
          request={null}
          crates={[]}
          onClose={() => setAsking(false)}
          onDone={(request) => router.push(hrefOf(request))}
        />
      )}
    </>
  )
}

interface NoRequestsProps {
  readonly isNarrowed: boolean
  readonly isWaiting: boolean
  readonly onAsk: () => void
  readonly onShowAll: () => void
}

function NoRequests({ isNarrowed, isWaiting, onAsk, onShowAll }: NoRequestsProps) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No request matches"
        action={<Button onPress={onShowAll}>Show all</Button>}
      >
        Try other words, or look at all requests.
      </EmptyState>
    )
  }
  if (isWaiting) {
    return (
      <EmptyState icon={<CircleCheck />} title="Nothing waits for you">
        What needs your decision or your answer appears here by itself.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<FileOutput />}
      title="No requests here"
      action={<Button onPress={onAsk}>New request</Button>}
    >
      Ask for crates to be handed out, or to go to another unit.
    </EmptyState>
  )
}
