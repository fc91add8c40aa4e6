'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useState } from 'react'
import type { BoundField, FormTools } from '@/components/form/RecordDialog'
import { Button } from '@/components/ui/Button'
import { Select } from '@/components/ui/Select'
import { TextField } from '@/components/ui/TextField'
import { useRetentionRules } from '@/hooks/archive/useRetentionRules.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { addYears } from '@/lib/domains/archive/calendarDay.ts'
import { mayKeepRules } from '@/lib/domains/archive/policy.ts'
import { showDay, type CrateFields } from './crateFields.ts'

const RetentionRulesDialog = lazyPart(() =>
  import('./RetentionRulesDialog.tsx').then((loaded) => loaded.RetentionRulesDialog),
)

const NO_RULE = 'none'

/** How long a crate is kept: by a rule from the day of its last record, or until a day that one sets. */
export function RetentionFields({ bind, live }: FormTools<CrateFields>) {
  const isAdmin = mayKeepRules(useViewer())
  const [isManaging, setManaging] = useState(false)
  const rules = useRetentionRules().data?.items ?? []
  const rule = bind('ruleId')
  const until = bind('retainUntil')
  const chosen = rules.find(({ id }) => id === rule.value)
  const options = [
    { id: NO_RULE, label: 'No rule' },
    ...rules.map(({ id, name, years }) => ({ id, label: name, description: `${years} years` })),
  ]
  return (
    <fieldset className="grid gap-3 rounded-md border border-line px-3 pt-1 pb-3">
      <legend className="px-1 text-sm font-medium text-muted">Retention</legend>
      {live(
        'ruleId',
        <div className="flex items-end gap-2">
          <Select
            label="Retention rule"
            options={options}
            value={rule.value ?? NO_RULE}
            onChange={(id) => rule.onChange(id === NO_RULE ? null : id)}
            error={rule.error}
            className="grow"
          />
          {isAdmin && <Button onPress={() => setManaging(true)}>Manage rules…</Button>}
        </div>,
      )}
      {chosen && <LastRecord key={chosen.id} name={chosen.name} years={chosen.years} until={until} />}
      {live(
        'retainUntil',
        <TextField
          label="Keep until"
          type="date"
          value={until.value}
          onChange={until.onChange}
          error={until.error}
          hint="The last day on which it must still be here. Without a day it cannot be destroyed."
          className="max-w-64"
        />,
      )}
      {isManaging && <RetentionRulesDialog onClose={() => setManaging(false)} />}
    </fieldset>
  )
}

interface LastRecordProps {
  readonly name: string
  readonly years: number
  readonly until: BoundField<string>
}

/** Works out the day from the rule. The day of the last record itself is not kept. */
function LastRecord({ name, years, until }: LastRecordProps) {
  const [last, setLast] = useState('')
  const day = last === '' ? '' : addYears(last, years)
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextField
        label="Date of the last record"
        type="date"
        value={last}
        onChange={setLast}
        className="w-44"
        hint={`${name} are kept for ${years} ${years === 1 ? 'year' : 'years'}.`}
      />
      {day !== '' && day !== until.value && (
        <Button className="mb-5" onPress={() => until.onChange(day)}>{`Keep until ${showDay(day)}`}</Button>
      )}
    </div>
  )
}
