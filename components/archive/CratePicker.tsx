'use client'

import { useState } from 'react'
import { MultiSelect } from '@/components/ui/MultiSelect'
import type { Option } from '@/components/ui/Option'
import { useCrateList } from '@/hooks/archive/useCrateList.ts'
import { useSettled } from '@/hooks/archive/useSettled.ts'
import { CRATES_PER_REQUEST } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { PickedCrate } from './requestFields.ts'

export interface CratePickerProps {
  readonly picked: readonly PickedCrate[]
  readonly onChange: (picked: PickedCrate[]) => void
  /** Of a request under edit: those can be picked again, though they are not stored. */
  readonly held: readonly PickedCrate[]
  /** The unit that all crates stand in, once it is known. */
  readonly unitId: string | undefined
  /** Only those whose retention is over. */
  readonly isForDestruction: boolean
  readonly error: string | undefined
}

/** Finds stored crates by number, title, contents or location. */
export function CratePicker(props: CratePickerProps) {
  const { picked, onChange, held, unitId, isForDestruction, error } = props
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 150)
  const query = useCrateList({
    status: 'stored',
    ...(unitId && { unit_id: unitId }),
    ...(isForDestruction && { retention_over: true }),
    ...(q && { q }),
  })
  const found = (query.data?.pages[0]?.items ?? []).map(({ unit, ...crate }) => ({
    ...crate,
    unitId: unit.id,
  }))
  const own = held.filter((crate) => `${crate.number} ${crate.label}`.toLowerCase().includes(q.toLowerCase()))
  const known = new Map<string, PickedCrate>([...found, ...held, ...picked].map((crate) => [crate.id, crate]))
  const options = [
    ...own.map(toOption),
    ...found.filter(({ id }) => !own.some((crate) => crate.id === id)).map((crate) => toOption(crate)),
  ]
  return (
    <MultiSelect
      label="Crates"
      hint={
        isForDestruction
          ? `Stored crates of one unit whose retention is over, at most ${CRATES_PER_REQUEST}.`
          : `Stored crates of one unit, at most ${CRATES_PER_REQUEST}.`
      }
      options={options}
      value={picked.map(toOption)}
      onChange={(chosen) => onChange(chosen.flatMap(({ id }) => toPicked(known.get(id))))}
      onSearch={setTyped}
      placeholder="Number, title, contents, location"
      emptyText={query.isPending ? 'Searching…' : 'No stored crate matches.'}
      error={error}
      isRequired
    />
  )
}

const toPicked = (crate: PickedCrate | undefined): PickedCrate[] =>
  crate
    ? [
        {
          id: crate.id,
          number: crate.number,
          label: crate.label,
          ...(crate.unitId && { unitId: crate.unitId }),
        },
      ]
    : []

function toOption(crate: PickedCrate & { readonly location?: string }): Option {
  const description = crate.location ? `${crate.label} · ${crate.location}` : crate.label
  return { id: crate.id, label: crate.number, description }
}
