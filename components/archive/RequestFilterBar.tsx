'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import type { RequestFilter } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Summary } from '@/lib/domains/archive/contract/summary.ts'
import { FieldsOnTheWay, FilterMenu } from './FilterMenu.tsx'
import type { RequestTab } from './readFilter.ts'
import type { RequestFilterFieldsProps } from './RequestFilterFields.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { WordsFilter } from './WordsFilter.tsx'

const loadFields = () => import('./RequestFilterFields.tsx')
const RequestFilterFields = lazyPart(
  () => loadFields().then((module) => module.RequestFilterFields),
  FieldsOnTheWay,
)

export interface RequestFilterBarProps {
  readonly filter: RequestFilter
  readonly tab: RequestTab
  readonly onChange: (changes: Record<string, string | null>) => void
}

/** All that waits for the viewer. */
export const countWaiting = ({ waiting }: Summary): number =>
  waiting.to_decide + waiting.to_receive + waiting.to_answer

/** All that are not closed; overdue ones are among those that are out. */
const countOpen = ({ requests }: Summary): number =>
  requests.pending + requests.sent_back + requests.in_transfer + requests.half_agreed + requests.out

/** Narrows the request list by what is to be done, by words, and by what is behind "Filters". */
export function RequestFilterBar({ filter, tab, onChange }: RequestFilterBarProps) {
  const { data } = useSummary()
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <SegmentedControl<RequestTab>
        label="Show"
        segments={[
          { id: 'waiting', label: 'Waiting for me', count: data && countWaiting(data) },
          { id: 'open', label: 'Open', count: data && countOpen(data) },
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
      <RequestFilterMenu filter={filter} onChange={onChange} />
      <SavedFilters list="requests" />
    </div>
  )
}

function RequestFilterMenu({ filter, onChange }: RequestFilterFieldsProps) {
  const { kind, status, unit_id: unitId, overdue, created_from: from, created_to: to } = filter
  const set = [kind, status, unitId, overdue, from, to].filter((value) => value !== undefined)
  return (
    <FilterMenu count={set.length} preload={loadFields}>
      <RequestFilterFields filter={filter} onChange={onChange} />
    </FilterMenu>
  )
}
