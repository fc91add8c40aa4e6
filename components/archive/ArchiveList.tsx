'use client'

import { useMemo, useRef, type ReactNode } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { LoadMore } from '@/components/ui/LoadMore'
import { NewRowsBar } from '@/components/ui/NewRowsBar'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { Table, type TableColumn } from '@/components/ui/Table'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useCalmRows } from '@/hooks/archive/useCalmRows.ts'
import { useReading } from '@/hooks/archive/useReading.ts'
import { useRowChanges } from '@/hooks/archive/useRowChanges.ts'

interface Row {
  readonly id: string
  readonly version: number
}

export interface ArchiveListProps<R extends Row> {
  readonly label: string
  /** What is counted, in the plural. */
  readonly noun: string
  /** Names the filter: another one is another list. */
  readonly listKey: string
  /** An infinite query over pages of rows. */
  readonly query: {
    readonly data: { readonly pages: readonly { readonly items: readonly R[] }[] } | undefined
    readonly error: ApiError | null
    readonly isPlaceholderData: boolean
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
    readonly refetch: () => Promise<unknown>
  }
  readonly columns: readonly TableColumn<R>[]
  readonly rowHref: (row: R) => string
  readonly rowName: (row: R) => string
  readonly currentId?: string | null
  readonly selected?: ReadonlySet<string>
  readonly onSelectedChange?: (selected: ReadonlySet<string>) => void
  readonly isSelectable?: (row: R) => boolean
  readonly empty: ReactNode
}

/** A live list: what others change tints, what they add waits while one reads, what leaves stays put until then. */
export function ArchiveList<R extends Row>({ query, listKey, columns, ...props }: ArchiveListProps<R>) {
  const frame = useRef<HTMLDivElement>(null)
  const isReading = useReading(frame)
  const pages = query.isPlaceholderData ? undefined : query.data?.pages
  const loaded = useMemo(() => pages?.flatMap(({ items }) => items), [pages])
  const { rows, departed, waiting, show } = useCalmRows(listKey, loaded, isReading)
  const { changeOf } = useRowChanges(listKey, rows)
  const shown = rows ?? query.data?.pages.flatMap(({ items }) => items)

  return (
    <div
      ref={frame}
      aria-busy={query.isPlaceholderData}
      className={query.isPlaceholderData ? 'opacity-60' : ''}
    >
      {query.error && shown && <StaleNotice error={query.error} onRetry={() => void query.refetch()} />}
      <NewRowsBar count={waiting} onShow={show} />
      {shown === undefined && query.error === null && (
        <SkeletonRows rows={10} label={`Loading ${props.noun}`} />
      )}
      {shown === undefined && query.error && (
        <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      )}
      {shown && (
        <Table<R>
          {...tableProps(props)}
          rows={shown}
          columns={departed.size === 0 ? columns : columns.map((column) => markDeparted(column, departed))}
          changeOf={changeOf}
        />
      )}
      {shown && shown.length > 0 && (
        <LoadMore
          shown={shown.length}
          hasMore={query.hasNextPage}
          isLoading={query.isFetchingNextPage}
          onLoadMore={() => void query.fetchNextPage()}
          noun={props.noun}
        />
      )}
    </div>
  )
}

function tableProps<R extends Row>(props: Omit<ArchiveListProps<R>, 'query' | 'listKey' | 'columns'>) {
  const { noun: _, ...rest } = props
  return rest
}

/** A row that is no longer in the list keeps its place, struck through, until nobody reads there. */
function markDeparted<R extends Row>(column: TableColumn<R>, departed: ReadonlySet<string>): TableColumn<R> {
  return {
    ...column,
    cell: (row) =>
      departed.has(row.id) ? (
        <span className="text-subtle line-through" title="No longer in this list">
          {column.cell(row)}
        </span>
      ) : (
        column.cell(row)
      ),
  }
}

function StaleNotice({ error, onRetry }: { readonly error: ApiError; readonly onRetry: () => void }) {
  return (
    <output className="flex flex-wrap items-center gap-2 border-b border-amber-line bg-amber-soft px-3 py-1.5 text-sm text-amber-text">
      <span>{error.message} What you see may be out of date.</span>
      <button type="button" onClick={onRetry} className="font-medium underline underline-offset-2">
        Try again
      </button>
    </output>
  )
}
