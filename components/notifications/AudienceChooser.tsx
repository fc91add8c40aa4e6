'use client'

import { PeoplePicker } from '@/components/form/PeoplePicker'
import { roleLabel } from '@/components/shell/roleLabel'
import { ComboBox } from '@/components/ui/ComboBox'
import { Select } from '@/components/ui/Select'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { ROLES } from '@/lib/domains/identity/contract.ts'
import type { AudienceFieldsProps } from './AudienceFields'

const ROLE_OPTIONS = ROLES.map((id) => ({ id, label: roleLabel[id] }))
const NOBODY: readonly string[] = []

/** Which role, unit or people are meant. */
export function AudienceChooser({ value, onChange, error }: AudienceFieldsProps) {
  const units = useUnits().map(({ id, name }) => ({ id, label: name }))
  const chooseUnit = (unitId: string | null) => onChange({ ...value, unitId })
  if (value.kind === 'people') {
    return (
      <PeoplePicker
        value={value.people}
        onChange={(people) => onChange({ ...value, people })}
        without={NOBODY}
        error={error}
      />
    )
  }
  if (value.kind === 'unit') {
    return (
      <ComboBox
        label="Unit"
        options={units}
        value={value.unitId}
        onChange={chooseUnit}
        error={error}
        isRequired
      />
    )
  }
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Select
        label="Role"
        options={ROLE_OPTIONS}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
        error={error}
        isRequired
      />
      <ComboBox
        label="In the unit"
        hint="Leave it empty for all units."
        options={units}
        value={value.unitId}
        onChange={chooseUnit}
      />
    </div>
  )
}
