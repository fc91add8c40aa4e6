'use client'

import { useState } from 'react'
import { MultiSelect } from '@/components/ui/MultiSelect'
import type { Option } from '@/components/ui/Option'
import { useFindPeople } from '@/hooks/identity/useFindPeople.ts'

export interface PeoplePickerProps {
  readonly value: readonly Option[]
  readonly onChange: (people: Option[]) => void
  /** Who cannot be chosen: oneself, those who are there. */
  readonly without: readonly string[]
  readonly error?: string | undefined
}

/** Chooses people by typing their names. */
export function PeoplePicker({ value, onChange, without, error }: PeoplePickerProps) {
  const [words, setWords] = useState('')
  const found = useFindPeople(words)
  const options = found.filter(({ id }) => !without.includes(id)).map(({ id, name }) => ({ id, label: name }))
  return (
    <MultiSelect
      label="People"
      placeholder="Type a name"
      options={options}
      value={value}
      onChange={onChange}
      onSearch={setWords}
      emptyText="Nobody is called that."
      isRequired
      error={error}
    />
  )
}
