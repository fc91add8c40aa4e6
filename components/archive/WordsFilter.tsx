'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { SearchField } from '@/components/ui/SearchField'
import { useSettled } from '@/hooks/archive/useSettled.ts'

export interface WordsFilterProps {
  readonly label: string
  readonly placeholder: string
  /** What the address says. */
  readonly value: string
  readonly onChange: (words: string) => void
  /** Shows its label, as among other fields. */
  readonly isLabelled?: boolean
}

/** A search field whose words reach the address once typing rests. */
export function WordsFilter({ label, placeholder, value, onChange, isLabelled = false }: WordsFilterProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const settled = useSettled(typed)
  if (known !== value) {
    // The address changed by itself: a link, the back button, "show all".
    setKnown(value)
    if (value !== typed.trim()) setTyped(value)
  }
  const hand = useEffectEvent((words: string) => {
    if (words !== value) onChange(words)
  })
  useEffect(() => hand(settled.trim()), [settled])
  const field = (
    <SearchField
      label={label}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      className={isLabelled ? '' : 'w-full sm:w-64'}
    />
  )
  if (!isLabelled) return field
  return (
    <div className="grid gap-1">
      <span aria-hidden="true" className="text-sm font-medium text-ink">
        {label}
      </span>
      {field}
    </div>
  )
}
