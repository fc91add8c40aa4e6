'use client'

import { CircleCheck, FileOutput, Plus, SearchX } from 'lucide-react'
import { useParams, useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useRequestWindow } from '@/hooks/archive/useRequestWindow.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import type { RowRange } from '@/hooks/live/blocksAround.ts'
import type { ArchiveRequest, RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { ArchiveList } from './ArchiveList.tsx'
import { FilterLine } from './FilterLine.tsx'
import { requestChips } from './filterChips.ts'
import { ListAndDetail } from './ListAndDetail.tsx'
import { readRequestFilter, readRequestTab, readSort, writeSort } from './readFilter.ts'
import { requestColumns } from './requestColumns.tsx'
import { RequestDialog } from './lazyDialogs.tsx'
import { RequestFilterBar } from './RequestFilterBar.tsx'
import { useRequestCommands } from './useRequestCommands.ts'

const USUAL_SORT = '-created_at'

/** The requests, with the open one beside them where there is room. */
export function RequestsView({ children }: { readonly children: ReactNode }) {
  const { id } = useParams<{ id?: string }>()
  return (
    <ListAndDetail
      list={<RequestListPage currentId={id ?? null} />}
      detail={id ? children : null}
      detailKey={id ?? null}
    />
  )
}

function RequestListPage({ currentId }: { readonly currentId: string | null }) {
  const router = useRouter()
  const address = useAddressFilter()
  const filter = readRequestFilter(address.params)
  const tab = readRequestTab(address.params)
  const { sort } = filter
  const useSource = (range: RowRange) => useRequestWindow(filter, range)
  const [asking, setAsking] = useState<RequestKind | 'any' | null>(null)
  const hrefOf = (request: ArchiveRequest) => address.hrefOf(`/archive/requests/${request.id}`)
  const units = useUnits(filter.unit_id !== undefined)
  useRequestCommands((kind) => setAsking(kind ?? 'any'))
  const { open: _open, waiting: _waiting, sort: _sort, ...narrowing } = filter
  const isNarrowed = Object.keys(narrowing).length > 0

  return (
    <>
      <Page>
        <PageHeader
          title="Requests"
          actions={
            <Button variant="primary" icon={<Plus />} onPress={() => setAsking('any')}>
              New request
            </Button>
          }
        />
        <RequestFilterBar filter={filter} tab={tab} onChange={address.change} />
        <ArchiveList<ArchiveRequest>
          label="Requests"
          noun="requests"
          listKey={JSON.stringify(filter)}
          isNewestFirst={sort === undefined}
          useSource={useSource}
          columns={requestColumns}
          rowHref={hrefOf}
          rowName={(request) => request.number}
          currentId={currentId}
          sort={readSort(sort, USUAL_SORT)}
          onSortChange={(next) => address.change({ sort: writeSort(next, USUAL_SORT) })}
          summary={(total) => (
            <FilterLine
              total={total}
              noun={['request', 'requests']}
              chips={requestChips(filter, { units, rules: [] })}
              onRemove={(names) => address.change(Object.fromEntries(names.map((name) => [name, null])))}
            />
          )}
          empty={
            <NoRequests
              isNarrowed={isNarrowed}
              isWaiting={tab === 'waiting'}
              onAsk={() => setAsking('any')}
              onShowAll={() => {
                address.clear(['sort'])
                address.change({ show: 'all' })
              }}
            />
          }
        />
      </Page>
      {asking !== null && (
        <RequestDialog
          request={null}
          crates={[]}
          {...(asking !== 'any' && { kind: asking })}
          onClose={() => setAsking(null)}
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
