'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { NewRowsBar } from '@/components/ui/NewRowsBar'
import { SkeletonRows } from '@/components/ui/Skeleton'
import type { TableColumn, TableSort } from '@/components/ui/TableColumn'
import { VirtualTable, type SightedRows } from '@/components/ui/VirtualTable'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useCalmWindow, type CalmSource } from '@/hooks/archive/useCalmWindow.ts'
import { useReading } from '@/hooks/archive/useReading.ts'
import { useRowChanges } from '@/hooks/archive/useRowChanges.ts'
import { BLOCK_ROWS, type RowRange } from '@/hooks/live/blocksAround.ts'

interface Row {
  readonly id: string
  readonly version: number
}

/** Picking rows: which are, and which may be. */
export interface ListSelection<R> {
  readonly selected: ReadonlySet<string>
  /** With the picked rows as they are known here; those out of sight may be missing. */
  readonly onChange: (selected: ReadonlySet<string>, loaded: readonly R[]) => void
  /** Keep it the same from render to render. */
  readonly isSelectable: (row: R) => boolean
}

export interface ArchiveListProps<R extends Row> {
  readonly label: string
  /** What is counted, in the plural. */
  readonly noun: string
  /** Names the filter and the order: another one is another list. */
  readonly listKey: string
  readonly isNewestFirst: boolean
  /** Loads the part of the list around a range. */
  readonly useSource: (range: RowRange) => CalmSource<R>
  readonly columns: readonly TableColumn<R>[]
  readonly rowHref: (row: R) => string
  readonly rowName: (row: R) => string
  readonly currentId?: string | null
  readonly selection?: ListSelection<R> | undefined
  readonly sort?: TableSort | undefined
  readonly onSortChange?: (sort: TableSort) => void
  readonly empty: ReactNode
  /** Hears how many rows match in all; undefined while that is not known. */
  readonly summary?: (total: number | undefined) => ReactNode
}

const TOP: RowRange = { first: 0, last: 30, direction: null, count: undefined }

/** A live list of any length: what others change tints, what they add waits while one reads, what leaves stays put until then. */
export function ArchiveList<R extends Row>(props: ArchiveListProps<R>) {
  const { listKey, noun, selection } = props
  const frame = useRef<HTMLDivElement>(null)
  const { push } = useRouter()
  const isReading = useReading(frame)
  const [range, setRange] = useRange(listKey)
  const list = useCalmWindow<R>(
    { listKey, isReading, isNewestFirst: props.isNewestFirst, range },
    props.useSource,
  )
  const { changeOf } = useRowChanges(listKey, list.blocks)
  const shown = useLastLoaded(listKey, list)
  const loaded = useMemo(
    () => [...(shown?.list.blocks ?? new Map<number, R[]>()).values()].flat(),
    [shown?.list.blocks],
  )
  const onSight = (sight: SightedRows) => setRange(sight, list.count)
  const scrollToTop = () => frame.current?.closest('[data-scroll-pane]')?.scrollTo({ top: 0 })
  const shownKey = useRef(listKey)
  useEffect(() => {
    if (shownKey.current !== listKey) frame.current?.closest('[data-scroll-pane]')?.scrollTo({ top: 0 })
    shownKey.current = listKey
  }, [listKey])

  return (
    <>
      {props.summary?.(list.total)}
      <div className="overflow-clip rounded-lg border border-line">
        <div ref={frame} aria-busy={shown?.isOld ?? false} className={shown?.isOld ? 'opacity-60' : ''}>
          {list.error && shown && <StaleNotice error={list.error} onRetry={list.refetch} />}
          <NewRowsBar
            count={list.waiting}
            onShow={() => {
              scrollToTop()
              list.show()
            }}
          />
          {!shown && !list.error && <SkeletonRows rows={10} label={`Loading ${noun}`} />}
          {!shown && list.error && (
            <ErrorState errorId={list.error.requestId ?? undefined} onRetry={list.refetch}>
              {list.error.message}
            </ErrorState>
          )}
          {shown && (
            <VirtualTable<R>
              label={props.label}
              columns={props.columns}
              count={shown.list.count ?? 0}
              rowAt={shown.list.rowAt}
              onSight={onSight}
              rowHref={props.rowHref}
              onOpen={push}
              rowName={props.rowName}
              currentId={props.currentId ?? null}
              selection={
                selection && {
                  ...selection,
                  loaded,
                  onChange: (selected) => selection.onChange(selected, loaded),
                }
              }
              sort={props.sort}
              {...(props.onSortChange ? { onSortChange: props.onSortChange } : {})}
              changeOf={changeOf}
              departed={shown.list.departed}
              empty={props.empty}
            />
          )}
        </div>
      </div>
    </>
  )
}

/** What is in sight, as far as it matters for loading. Another list begins at its top. */
function useRange(listKey: string) {
  const [state, setState] = useState({ listKey, range: TOP })
  const range = state.listKey === listKey ? state.range : TOP
  const set = ({ first, last, direction }: SightedRows, count: number | undefined) => {
    const isSame =
      blockOf(first) === blockOf(range.first) &&
      blockOf(last) === blockOf(range.last) &&
      direction === range.direction &&
      count === range.count &&
      state.listKey === listKey
    if (!isSame) setState({ listKey, range: { first, last, direction, count } })
  }
  return [range, set] as const
}

const blockOf = (index: number): number => Math.floor(index / BLOCK_ROWS)

/** The list, or while another one is on its way the last that there was. */
function useLastLoaded<List extends { readonly count: number | undefined }>(listKey: string, list: List) {
  const [last, setLast] = useState<{ readonly listKey: string; readonly list: List } | null>(null)
  if (list.count === undefined)
    return last && last.listKey !== listKey ? { list: last.list, isOld: true } : null
  if (last?.listKey !== listKey || last.list.count !== list.count) setLast({ listKey, list })
  return { list, isOld: false }
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
