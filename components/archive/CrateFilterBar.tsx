'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import type { CrateFilter, CrateStatus } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks } from './archiveLooks.ts'
import type { CrateFilterFieldsProps } from './CrateFilterFields.tsx'
import { FieldsOnTheWay, FilterMenu } from './FilterMenu.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { WordsFilter } from './WordsFilter.tsx'

const loadFields = () => import('./CrateFilterFields.tsx')
const CrateFilterFields = lazyPart(
  () => loadFields().then((module) => module.CrateFilterFields),
  FieldsOnTheWay,
)

const SHOWN: readonly CrateStatus[] = ['stored', 'requested', 'withdrawn', 'in_transfer']

export interface CrateFilterBarProps {
  readonly filter: CrateFilter
  readonly onChange: (changes: Record<string, string | null>) => void
  /** The list is beside a detail. */
  readonly isNarrow: boolean
}

/** Narrows the crate list. The counts are of all that one may read. */
export function CrateFilterBar({ filter, onChange, isNarrow }: CrateFilterBarProps) {
  const { data } = useSummary()
  const segments = SHOWN.map((status) => ({
    id: status,
    label: crateLooks[status].label,
    count: data?.crates[status],
  }))
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <WordsFilter
        label="Search crates"
        placeholder="Number, title, location"
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
      />
      <CrateFilterMenu filter={filter} onChange={onChange} />
      <SavedFilters list="crates" />
      {!isNarrow && (
        <SegmentedControl<CrateStatus | 'all'>
          label="Status"
          className="max-lg:hidden"
          segments={[{ id: 'all', label: 'All' }, ...segments]}
          value={filter.status ?? 'all'}
          onChange={(status) => onChange({ status: status === 'all' ? null : status })}
        />
      )}
    </div>
  )
}

function CrateFilterMenu({ filter, onChange }: CrateFilterFieldsProps) {
  const { q: _words, sort: _sort, ...rest } = filter
  return (
    <FilterMenu count={Object.keys(rest).length} preload={loadFields}>
      <CrateFilterFields filter={filter} onChange={onChange} />
    </FilterMenu>
  )
}
