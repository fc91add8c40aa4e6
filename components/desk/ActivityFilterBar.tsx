'use client'

import { Select } from '@/components/ui/Select'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useActivity } from '@/hooks/desk/useActivity.ts'
import { ACTIVITY_ENTITIES, type ActivityFilter } from '@/lib/domains/desk/contract.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'
import { activityKinds } from './activityWords'

export interface ActivityFilterBarProps {
  readonly filter: ActivityFilter
  readonly onChange: (changes: Record<string, string | null>) => void
}

const EVERYTHING = {}
const KINDS = [
  { id: '', label: 'All kinds' },
  ...ACTIVITY_ENTITIES.map((id) => ({ id, label: activityKinds[id] })),
]

/** Narrows the feed by kind, person and, where one sees several, unit. */
export function ActivityFilterBar({ filter, onChange }: ActivityFilterBarProps) {
  const viewer = useViewer()
  const readsAll = readsAllUnits(viewer)
  const people = usePeopleOfFeed()
  const units = useUnits(readsAll)
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Select
        label="Kind"
        hideLabel
        options={KINDS}
        value={filter.entity ?? ''}
        onChange={(kind) => onChange({ kind })}
        className="w-[calc(50%-0.25rem)] sm:w-40"
      />
      <Select
        label="Person"
        hideLabel
        options={people}
        value={filter.actor_id ?? ''}
        onChange={(person) => onChange({ person })}
        className="w-[calc(50%-0.25rem)] sm:w-48"
      />
      {readsAll && (
        <Select
          label="Unit"
          hideLabel
          options={[{ id: '', label: 'All units' }, ...units.map(({ id, name }) => ({ id, label: name }))]}
          value={filter.unit_id ?? ''}
          onChange={(unit) => onChange({ unit })}
          className="w-full sm:w-48"
        />
      )}
    </div>
  )
}

/** Everybody, oneself, and who did something lately. */
function usePeopleOfFeed() {
  const viewer = useViewer()
  const { data } = useActivity(EVERYTHING)
  const actors = (data?.pages ?? []).flatMap(({ items }) => items.flatMap(({ actor }) => actor ?? []))
  const others = new Map(actors.filter(({ id }) => id !== viewer.userId).map(({ id, name }) => [id, name]))
  return [
    { id: '', label: 'Everybody' },
    { id: viewer.userId, label: 'Only me' },
    ...[...others].map(([id, label]) => ({ id, label })).toSorted((a, b) => a.label.localeCompare(b.label)),
  ]
}
