'use client'

import type { FormTools } from '@/components/form/RecordDialog'
import { Button } from '@/components/ui/Button'
import { Select } from '@/components/ui/Select'
import { TextArea } from '@/components/ui/TextArea'
import { TextField } from '@/components/ui/TextField'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { addDays } from '@/lib/domains/archive/calendarDay.ts'
import type { RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { CratePicker } from './CratePicker.tsx'
import { kindWords } from './kindWords.ts'
import type { PickedCrate, RequestFields } from './requestFields.ts'
import { useToday } from './useToday.ts'

export interface RequestFieldsetProps extends FormTools<RequestFields> {
  readonly kind: RequestKind
  readonly fromUnitId: string | undefined
  readonly held: readonly PickedCrate[]
}

/** What is asked for: which crates, where to or until when, and why; with what comes of it. */
export function RequestFieldset({ bind, live, kind, fromUnitId, held }: RequestFieldsetProps) {
  const units = useUnits()
  const others = units.filter(({ id }) => id !== fromUnitId)
  const nameOf = (id: string | null | undefined) => units.find((unit) => unit.id === id)?.name ?? null
  const crates = bind('crates')
  const toUnit = bind('toUnitId')
  return (
    <>
      <p className="text-sm text-muted">{kindWords(kind, nameOf(fromUnitId), nameOf(toUnit.value))}</p>
      {live(
        'crates',
        <CratePicker
          picked={crates.value}
          onChange={crates.onChange}
          held={held}
          unitId={fromUnitId}
          isForDestruction={kind === 'destruction'}
          error={crates.error}
        />,
      )}
      {kind === 'transfer' &&
        live(
          'toUnitId',
          <Select
            label="To unit"
            options={others.map(({ id, name }) => ({ id, label: name }))}
            {...toUnit}
            isDisabled={others.length === 0}
            isRequired
          />,
        )}
      {kind === 'withdrawal' && live('dueOn', <DueField {...bind('dueOn')} />)}
      {live(
        'reason',
        <TextArea
          label="Reason"
          {...bind('reason')}
          placeholder={kind === 'destruction' ? 'Why may they go?' : 'What are they needed for?'}
          isRequired
          maxLength={2000}
        />,
      )}
    </>
  )
}

const SHORTCUTS = [
  { days: 3, label: '3 days' },
  { days: 7, label: '1 week' },
  { days: 14, label: '2 weeks' },
  { days: 28, label: '4 weeks' },
] as const

interface DueFieldProps {
  readonly value: string
  readonly onChange: (day: string) => void
  readonly error: string | undefined
}

function DueField({ value, onChange, error }: DueFieldProps) {
  const today = useToday()
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextField
        label="Back by"
        type="date"
        value={value}
        onChange={onChange}
        error={error}
        isRequired
        className="w-44"
      />
      <fieldset aria-label="Back in" className="flex flex-wrap gap-1">
        {SHORTCUTS.map(({ days, label }) => (
          <Button
            key={days}
            variant="quiet"
            aria-pressed={value === addDays(today, days)}
            onPress={() => onChange(addDays(today, days))}
            className="px-2! aria-pressed:bg-selected aria-pressed:text-ink"
          >
            {label}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}
