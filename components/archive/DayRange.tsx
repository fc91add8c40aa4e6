'use client'

import { TextField } from '@/components/ui/TextField'

export interface DayRangeProps {
  /** "Registered". */
  readonly label: string
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (changes: { readonly from?: string; readonly to?: string }) => void
}

/** From one day to another, both included; either may be left open. */
export function DayRange({ label, from, to, onChange }: DayRangeProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      <TextField
        label={`${label} from`}
        type="date"
        value={from ?? ''}
        onChange={(value) => onChange({ from: value })}
      />
      <TextField label="To" type="date" value={to ?? ''} onChange={(value) => onChange({ to: value })} />
    </div>
  )
}
