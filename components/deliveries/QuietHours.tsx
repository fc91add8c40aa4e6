'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Button } from '@/components/ui/Button'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { IconButton } from '@/components/ui/IconButton'
import { TextField } from '@/components/ui/TextField'
import type { ApiError } from '@/hooks/ApiError.ts'
import { QUIET_RANGES_MAX, type QuietRange } from '@/lib/domains/notifications/contract/delivery.ts'
import { DAY_NAMES } from './deliveryWords'

export interface QuietHoursProps {
  readonly saved: readonly QuietRange[]
  readonly timeZone: string
  readonly error: ApiError | null
  readonly isPending: boolean
  readonly onSave: (ranges: QuietRange[]) => void
}

const NIGHT: QuietRange = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }

/** Ranges of the week in which one is left alone; nothing counts before it is saved. */
export function QuietHours({ saved, timeZone, error, isPending, onSave }: QuietHoursProps) {
  const [edited, setEdited] = useState<readonly QuietRange[] | null>(null)
  const ranges = edited ?? saved
  const put = (index: number, change: Partial<QuietRange>): void =>
    setEdited(ranges.map((range, at) => (at === index ? { ...range, ...change } : range)))
  const isChanged = edited !== null && JSON.stringify(edited) !== JSON.stringify(saved)
  return (
    <div className="grid gap-3">
      {ranges.length === 0 && <p className="text-base text-muted">You are never left alone.</p>}
      {ranges.map((range, index) => (
        <QuietRow
          // Rows have nothing of their own but their place.
          key={index}
          name={`Quiet hours ${index + 1}`}
          range={range}
          onChange={(change) => put(index, change)}
          onRemove={() => setEdited(ranges.filter((_, at) => at !== index))}
        />
      ))}
      {error && <FieldErrors message={Object.values(error.fields)[0] ?? error.message} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          icon={<Plus />}
          isDisabled={ranges.length >= QUIET_RANGES_MAX}
          onPress={() => setEdited([...ranges, NIGHT])}
        >
          Add quiet hours
        </Button>
        {isChanged && (
          <>
            <Button size="sm" variant="primary" isPending={isPending} onPress={() => onSave([...ranges])}>
              Save quiet hours
            </Button>
            <Button size="sm" onPress={() => setEdited(null)}>
              Discard
            </Button>
          </>
        )}
        <span className="text-sm text-muted">Times of {timeZone}.</span>
      </div>
    </div>
  )
}

function QuietRow({
  name,
  range: { days, from, to },
  onChange,
  onRemove,
}: {
  readonly name: string
  readonly range: QuietRange
  readonly onChange: (change: Partial<QuietRange>) => void
  readonly onRemove: () => void
}) {
  const toggle = (day: number, isOn: boolean): void => {
    const next = isOn ? [...days, day].toSorted((a, b) => a - b) : days.filter((one) => one !== day)
    if (next.length > 0) onChange({ days: next })
  }
  return (
    <fieldset className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <legend className="sr-only">{name}</legend>
      <div className="flex flex-wrap gap-1">
        {DAY_NAMES.map((label, index) => (
          <ToggleButton
            key={label}
            isSelected={days.includes(index + 1)}
            onChange={(isOn) => toggle(index + 1, isOn)}
            className="h-8 min-w-10 cursor-default rounded-md border border-control px-1.5 text-sm text-muted transition-colors data-hovered:bg-hover data-selected:border-accent-text data-selected:bg-selected data-selected:text-ink"
          >
            {label}
          </ToggleButton>
        ))}
      </div>
      <TextField
        label="From"
        type="time"
        value={from}
        onChange={(value) => onChange({ from: value })}
        className="w-28"
      />
      <TextField
        label={to > from ? 'To' : 'To, next day'}
        type="time"
        value={to}
        onChange={(value) => onChange({ to: value })}
        className="w-28"
      />
      <IconButton label={`Remove ${name.toLowerCase()}`} icon={<Trash2 />} onPress={onRemove} />
    </fieldset>
  )
}
