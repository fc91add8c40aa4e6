'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Section } from '@/components/ui/Section'
import { Select } from '@/components/ui/Select'
import { IMPORT_FIELDS, type ImportField } from '@/hooks/archive/import/importLine.ts'
import type { ChosenFile, CrateImportState } from '@/hooks/archive/import/useCrateImport.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { mayRegisterCrate } from '@/lib/domains/archive/policy.ts'
import { fieldLabels } from './fieldLabels.ts'

const NEEDED: readonly ImportField[] = ['label', 'location']

export interface MatchColumnsProps {
  readonly file: ChosenFile
  readonly state: CrateImportState
}

/** Which column of the file is which, with the first words of each as an example. */
export function MatchColumns({ file, state }: MatchColumnsProps) {
  const viewer = useViewer()
  const units = useUnits().filter(({ id }) => mayRegisterCrate(viewer, id))
  const [unitId, setUnitId] = useState<string | null>(viewer.unitId)
  const { columns, table } = file
  const options = [
    { id: '', label: 'Not in this file' },
    ...table.headers.map((header, index) => ({ id: String(index), label: header || `Column ${index + 1}` })),
  ]
  const missing = NEEDED.filter((field) => columns[field] === null)
  const canBegin = missing.length === 0 && unitId !== null
  return (
    <Section title="Which column is which?">
      <div className="grid max-w-xl gap-3">
        {units.length > 1 && (
          <Select
            label="Unit of all crates"
            options={units.map(({ id, name }) => ({ id, label: name }))}
            value={unitId}
            onChange={setUnitId}
            isRequired
          />
        )}
        {IMPORT_FIELDS.map((field) => {
          const column = columns[field]
          const example =
            column === null ? undefined : table.rows.find((row) => row[column]?.trim())?.[column]
          return (
            <Select
              key={field}
              label={fieldLabels[field]}
              options={options}
              value={column === null ? '' : String(column)}
              onChange={(id) => state.setColumns({ ...columns, [field]: id === '' ? null : Number(id) })}
              isRequired={NEEDED.includes(field)}
              {...(example === undefined ? {} : { hint: `Such as “${example.slice(0, 80)}”` })}
            />
          )
        })}
        <div className="mt-2 flex flex-wrap gap-2">
          <Button onPress={state.startOver}>Another file</Button>
          <Button variant="primary" isDisabled={!canBegin} onPress={() => void state.begin(unitId)}>
            {`Check ${table.rows.length.toLocaleString('en-GB')} lines`}
          </Button>
        </div>
        {missing.length > 0 && (
          <p className="text-sm text-muted">
            {`Say where ${missing.map((field) => fieldLabels[field].toLowerCase()).join(' and ')} can be found.`}
          </p>
        )}
      </div>
    </Section>
  )
}
