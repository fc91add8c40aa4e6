'use client'

import { Select } from '@/components/ui/Select'
import { useRetentionRules } from '@/hooks/archive/useRetentionRules.ts'
import { CRATE_STATUSES, type CrateFilter, type CrateStatus } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks } from './archiveLooks.ts'
import { DayRange } from './DayRange.tsx'
import { UnitFilter } from './UnitFilter.tsx'
import { WordsFilter } from './WordsFilter.tsx'

const STATUSES: readonly { readonly id: CrateStatus | ''; readonly label: string }[] = [
  { id: '', label: 'Any status' },
  ...CRATE_STATUSES.map((id) => ({ id, label: crateLooks[id].label })),
]

const OVER = [
  { id: '', label: 'Over or not' },
  { id: 'yes', label: 'Retention is over' },
  { id: 'no', label: 'Not over yet' },
] as const

const ORDERS = [
  { id: '', label: 'Newest number first' },
  { id: 'number', label: 'Oldest number first' },
  { id: 'label', label: 'Contents, A to Z' },
  { id: 'location', label: 'Location, A to Z' },
  { id: 'status', label: 'Status' },
  { id: 'retain_until', label: 'Retention ends first' },
  { id: '-updated_at', label: 'Changed last' },
] as const

export interface CrateFilterFieldsProps {
  readonly filter: CrateFilter
  readonly onChange: (changes: Record<string, string | null>) => void
}

/** All filters of the crate list, and its order. */
export function CrateFilterFields({ filter, onChange }: CrateFilterFieldsProps) {
  const rules = useRetentionRules().data?.items ?? []
  const { sort } = filter
  return (
    <>
      <Select
        label="Status"
        options={STATUSES}
        value={filter.status ?? ''}
        onChange={(status) => onChange({ status })}
      />
      <UnitFilter isLabelled value={filter.unit_id} onChange={(unit) => onChange({ unit })} />
      <WordsFilter
        label="Location begins with"
        isLabelled
        placeholder="Basement B"
        value={filter.location ?? ''}
        onChange={(location) => onChange({ location })}
      />
      <DayRange label="Registered" from={filter.created_from} to={filter.created_to} onChange={onChange} />
      <Select
        label="Retention rule"
        options={[{ id: '', label: 'Any rule' }, ...rules.map(({ id, name }) => ({ id, label: name }))]}
        value={filter.retention_rule_id ?? ''}
        onChange={(rule) => onChange({ rule })}
      />
      <Select
        label="Retention"
        options={OVER}
        value={filter.retention_over === undefined ? '' : filter.retention_over ? 'yes' : 'no'}
        onChange={(over) => onChange({ over })}
      />
      <Select
        label="Order"
        options={ORDERS}
        value={ORDERS.find(({ id }) => id === sort)?.id ?? ''}
        onChange={(order) => onChange({ sort: order })}
      />
    </>
  )
}
