'use client'

import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { useSummary } from '@/hooks/archive/useSummary.ts'
import { type CrateFilter, type CrateStatus } from '@/lib/domains/archive/contract.ts'
import { crateLooks } from './archiveLooks.ts'
import { UnitFilter } from './UnitFilter.tsx'
import { WordsFilter } from './WordsFilter.tsx'

const SHOWN: readonly CrateStatus[] = ['stored', 'requested', 'withdrawn', 'in_transfer']

export interface CrateFilterBarProps {
  readonly filter: CrateFilter
  readonly onChange: (changes: Record<string, string | null>) => void
  readonly isNarrow: boolean
}

/** Narrows the crate list by state, words and unit. The counts are of all that one may read. */
export function CrateFilterBar({ filter, onChange, isNarrow }: CrateFilterBarProps) {
  const { data } = useSummary()
  const segments = SHOWN.map((status) => ({
    id: status,
    label: crateLooks[status].label,
    count: isNarrow ? undefined : data?.crates[status],
  }))
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <WordsFilter
        label="Search crates"
        placeholder="Number, contents, location"
        value={filter.q ?? ''}
        onChange={(q) => onChange({ q })}
      />
      <UnitFilter value={filter.unit_id} onChange={(unit) => onChange({ unit })} />
      <SegmentedControl<CrateStatus | 'all'>
        label="Status"
        segments={[{ id: 'all', label: 'All' }, ...segments]}
        value={filter.status ?? 'all'}
        onChange={(status) => onChange({ status: status === 'all' ? null : status })}
      />
    </div>
  )
}
