import type { ApiError } from '@/hooks/ApiError.ts'
import { fieldNames, type FormRules } from '@/hooks/forms/formState.ts'

/** What the server refused, where it belongs in the form. */
export interface PlacedProblems {
  /** By the form's own names. */
  readonly fields: { readonly [name: string]: string }
  /** What belongs to no field. */
  readonly other: string | null
}

/** Puts the server's sentences to the form's fields: `crate_ids.0` belongs to the field whose wire name is `crate_ids`. */
export function placeProblems<V>(rules: FormRules<V>, error: ApiError | null): PlacedProblems {
  if (error === null) return { fields: {}, other: null }
  const fields: { [name: string]: string } = {}
  const others: string[] = []
  for (const [wire, sentence] of Object.entries(error.fields)) {
    const name = fieldNames(rules).find((each) => wire.split('.')[0] === rules[each].wire)
    if (name === undefined) others.push(sentence)
    else if (!fields[name]?.includes(sentence))
      fields[name] = [fields[name], sentence].filter(Boolean).join(' ')
  }
  const isPlaced = Object.keys(fields).length > 0
  return { fields, other: others.length > 0 ? others.join(' ') : isPlaced ? null : error.message }
}
