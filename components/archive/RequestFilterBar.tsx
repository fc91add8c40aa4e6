'use client'

import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { Select } from '@/components/ui/Select'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import {
  REQUEST_STATUSES,
  type RequestFilter,
  type RequestKind,
  type RequestStatus,
  type Summary,
} from '@/lib/domains/archive/contract.ts'
import { requestLook } from './archiveLooks.ts'
import type { RequestTab } from './readFilter.ts'
import { UnitFilter } from './UnitFilter.tsx'
import { WordsFilter } from './WordsFilter.tsx'

const KINDS: readonly { readonly id: RequestKind | ''; readonly label: string }[] = [
  { id: '', label: 'All kinds' },
  { id: 'withdrawal', label: 'Withdrawals' },
  { id: 'transfer', label: 'Transfers' },
]

const STATUSES: readonly { readonly id: RequestStatus | ''; readonly label: string }[] = [
  { id: '', label: 'Any status' },
  ...REQUEST_STATUSES.map((id) => ({ id, label: requestLook({ kind: 'withdrawal', status: id }).label })),
]

export interface RequestFilterBarProps {
  readonly filter: RequestFilter
  readonly tab: RequestTab
  readonly onChange: (changes: Record<string, string | null>) => void
  /** Leaves out what is not set. */
  readonly isNarrow: boolean
}

/** All that waits for the viewer. */
export const countWaiting = ({ waiting }: Summary): number =>
  waiting.to_decide + waiting.to_receive + waiting.to_answer

/** Narrows the request list by what is to be done, words, kind and unit. */
export function RequestFilterBar({ filter, tab, onChange, isNarrow }: RequestFilterBarProps) {
  const { data } = useSummary()
  const open = data && data.requests.pending + data.requests.sent_back + data.requests.in_transfer
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedControl<RequestTab>
        label="Show"
        segments={[
          { id: 'waiting', label: 'Waiting for me', count: data && countWaiting(data) },
          { id: 'open', label: 'Open', count: open },
          { id: 'closed', label: 'Closed' },
          { id: 'all', label: 'All' },
        ]}
        value={tab}
        onChange={(show) => onChange({ show: show === 'open' ? null : show })}
      />
      <WordsFilter
        label="Search requests"
        placeholder="Number, reason, crate"
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
      />
      {(!isNarrow || filter.kind) && (
        <Select
          label="Kind"
          hideLabel
          options={KINDS}
          value={filter.kind ?? ''}
          onChange={(kind) => onChange({ kind })}
          className="w-[calc(50%-0.25rem)] sm:w-36"
        />
      )}
      {(!isNarrow || filter.status) && (
        <Select
          label="Status"
          hideLabel
          options={STATUSES}
          value={filter.status ?? ''}
          onChange={(status) => onChange({ status })}
          className="w-[calc(50%-0.25rem)] sm:w-36"
        />
      )}
      {(!isNarrow || filter.unit_id) && (
        <UnitFilter value={filter.unit_id} onChange={(unit) => onChange({ unit })} />
      )}
    </div>
  )
}
