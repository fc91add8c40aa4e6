'use client'

import { useState } from 'react'
import { MultiSelect } from '@/components/ui/MultiSelect'
import type { Option } from '@/components/ui/Option'
import { useCrateList } from '@/hooks/archive/useCrateList.ts'
import { useSettled } from '@/hooks/archive/useSettled.ts'
import { CRATES_PER_REQUEST } from '@/lib/domains/archive/contract.ts'

/** A crate that was picked. */
export interface PickedCrate {
  readonly id: string
  readonly number: string
  readonly label: string
}

export interface CratePickerProps {
  readonly picked: readonly PickedCrate[]
  readonly onChange: (picked: PickedCrate[]) => void
  /** Of a request under edit: those can be picked again, though they are not stored. */
  readonly held: readonly PickedCrate[]
  /** The unit that all crates stand in, once it is known. */
  readonly unitId: string | undefined
  readonly error: string | undefined
}

/** Finds stored crates by number, contents or location. */
export function CratePicker({ picked, onChange, held, unitId, error }: CratePickerProps) {
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 150)
  const query = useCrateList({ status: 'stored', ...(unitId && { unit_id: unitId }), ...(q && { q }) })
  const found = query.data?.pages[0]?.items ?? []
  const own = held.filter((crate) => `${crate.number} ${crate.label}`.toLowerCase().includes(q.toLowerCase()))
  const known = new Map([...found, ...held, ...picked].map((crate) => [crate.id, crate]))
  const options = [
    ...own.map(toOption),
    ...found.filter(({ id }) => !own.some((crate) => crate.id === id)).map((crate) => toOption(crate)),
  ]
  return (
    <MultiSelect
      label="Crates"
      hint={`Stored crates of one unit, at most ${CRATES_PER_REQUEST}.`}
      options={options}
      value={picked.map(toOption)}
      onChange={(chosen) => onChange(chosen.flatMap(({ id }) => known.get(id) ?? []))}
      onSearch={setTyped}
      placeholder="Number, contents, location"
      emptyText={query.isPending ? 'Searching…' : 'No stored crate matches.'}
      error={error}
      isRequired
    />
  )
}

function toOption(crate: PickedCrate & { readonly location?: string }): Option {
  const description = crate.location ? `${crate.label} · ${crate.location}` : crate.label
  return { id: crate.id, label: crate.number, description }
}
