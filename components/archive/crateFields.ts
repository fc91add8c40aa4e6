import * as z from 'zod/mini'
import { formatDay } from '@/components/ui/formatTime'
import type { FormRules } from '@/hooks/forms/formState.ts'
import { dateOf } from '@/lib/domains/archive/calendarDay.ts'
import type { Crate, CrateUpdate } from '@/lib/domains/archive/contract/crate.ts'

/** What one fills in about a crate. */
export const CrateFields = z.object({
  /** Null: one's own. */
  unitId: z.nullable(z.string()),
  label: z.string(),
  contents: z.string(),
  location: z.string(),
  ruleId: z.nullable(z.string()),
  /** YYYY-MM-DD; '' is none. */
  retainUntil: z.string(),
})
export type CrateFields = z.infer<typeof CrateFields>

export const BLANK_CRATE: CrateFields = {
  unitId: null,
  label: '',
  contents: '',
  location: '',
  ruleId: null,
  retainUntil: '',
}

/** The form's fields as a crate has them. */
export const crateFieldsOf = (crate: Crate): CrateFields => ({
  unitId: crate.unit.id,
  label: crate.label,
  contents: crate.contents,
  location: crate.location,
  ruleId: crate.retention_rule?.id ?? null,
  retainUntil: crate.retain_until ?? '',
})

/** A day in words; '' for none. */
export const showDay = (day: string): string => (day === '' ? '' : formatDay(dateOf(day), 'UTC'))

const needed = (sentence: string) => (value: string) => (value.trim() === '' ? sentence : undefined)
const show = (value: string) => value

/** `nameOf` says what a unit or a retention rule is called. */
export const crateRules = (nameOf: (id: string) => string): FormRules<CrateFields> => ({
  unitId: { label: 'Unit', wire: 'unit_id', show: (id) => (id === null ? '' : nameOf(id)) },
  label: { label: 'Title', wire: 'label', show, problem: needed('Say what the crate is.') },
  contents: { label: 'Contents', wire: 'contents', show },
  location: { label: 'Location', wire: 'location', show, problem: needed('Say where it stands.') },
  ruleId: {
    label: 'Retention rule',
    wire: 'retention_rule_id',
    show: (id) => (id === null ? '' : nameOf(id)),
  },
  retainUntil: { label: 'Keep until', wire: 'retain_until', show: showDay },
})

/** The fields as the server takes them; only those that are named. */
export function toCrateChange(
  fields: CrateFields,
  names: readonly (keyof CrateFields)[],
): Omit<CrateUpdate, 'version' | 'status'> {
  const has = (name: keyof CrateFields) => names.includes(name)
  return {
    ...(has('label') && { label: fields.label }),
    ...(has('contents') && { contents: fields.contents }),
    ...(has('location') && { location: fields.location }),
    ...(has('ruleId') && { retention_rule_id: fields.ruleId }),
    ...(has('retainUntil') && { retain_until: fields.retainUntil || null }),
  }
}
