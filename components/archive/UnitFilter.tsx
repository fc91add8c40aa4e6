'use client'

import { Select } from '@/components/ui/Select'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { readsAllUnits } from '@/lib/domains/identity/policy.ts'

export interface UnitFilterProps {
  readonly value: string | undefined
  readonly onChange: (unitId: string | null) => void
  /** Shows its label, as among other fields. */
  readonly isLabelled?: boolean
}

/** One unit or all of them, for people of the whole house; nothing for the others. */
export function UnitFilter({ value, onChange, isLabelled = false }: UnitFilterProps) {
  const isWanted = readsAllUnits(useViewer())
  const units = useUnits(isWanted)
  if (!isWanted) return null
  const options = [{ id: '', label: 'All units' }, ...units.map(({ id, name }) => ({ id, label: name }))]
  return (
    <Select
      label="Unit"
      hideLabel={!isLabelled}
      options={options}
      value={value ?? ''}
      onChange={(id) => onChange(id || null)}
      className={isLabelled ? '' : 'w-full sm:w-44'}
    />
  )
}
