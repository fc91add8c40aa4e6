'use client'

import { Checkbox } from '@/components/ui/Checkbox'
import { Select } from '@/components/ui/Select'
import {
  REQUEST_KINDS,
  REQUEST_STATUSES,
  type RequestFilter,
  type RequestKind,
  type RequestStatus,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { kindLabels, requestLook } from './archiveLooks.ts'
import { DayRange } from './DayRange.tsx'
import { UnitFilter } from './UnitFilter.tsx'

const KINDS: readonly { readonly id: RequestKind | ''; readonly label: string }[] = [
  { id: '', label: 'All kinds' },
  ...REQUEST_KINDS.map((id) => ({ id, label: kindLabels[id] })),
]

const STATUSES: readonly { readonly id: RequestStatus | ''; readonly label: string }[] = [
  { id: '', label: 'Any status' },
  ...REQUEST_STATUSES.map((id) => ({ id, label: requestLook({ kind: 'withdrawal', status: id }).label })),
]

const ORDERS = [
  { id: '', label: 'Newest first' },
  { id: 'created_at', label: 'Oldest first' },
  { id: 'number', label: 'Number' },
  { id: 'due_on', label: 'Due first' },
  { id: '-updated_at', label: 'Changed last' },
] as const

export interface RequestFilterFieldsProps {
  readonly filter: RequestFilter
  readonly onChange: (changes: Record<string, string | null>) => void
}

/** All filters of the request list, and its order. */
export function RequestFilterFields({ filter, onChange }: RequestFilterFieldsProps) {
  const { kind, status, unit_id: unitId, overdue, created_from: from, created_to: to, sort } = filter
  return (
    <>
      <Select label="Kind" options={KINDS} value={kind ?? ''} onChange={(id) => onChange({ kind: id })} />
      <Select
        label="Status"
        options={STATUSES}
        value={status ?? ''}
        onChange={(id) => onChange({ status: id })}
      />
      <UnitFilter isLabelled value={unitId} onChange={(unit) => onChange({ unit })} />
      <DayRange label="Asked" from={from} to={to} onChange={onChange} />
      <Checkbox
        label="Overdue only"
        isSelected={overdue === true}
        onChange={(isOn) => onChange({ overdue: isOn ? 'yes' : null })}
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
