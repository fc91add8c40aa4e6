import { useState } from 'react'
import type { ApiError } from '../ApiError.ts'
import { useRealtime } from '../RealtimeContext.ts'
import {
  change,
  choose,
  fieldNames,
  rebase,
  startForm,
  touchedFields,
  type FormRules,
  type FormState,
  type Side,
} from './formState.ts'
import type { ItemDraft } from './useDraft.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

export interface RecordFormOptions<V extends object, Row extends Versioned> {
  readonly rules: FormRules<V>
  /** The row as it stands, kept live by the caller. Null: it is yet to be made. */
  readonly live: Row | null
  readonly valuesOf: (row: Row) => V
  /** What a new one begins with. */
  readonly blank: V
  readonly draft: ItemDraft<V>
  /** What the server said to the last try. */
  readonly refusal: ApiError | null
}

/** A form whose words are kept, and in which what others save meanwhile shows at once. */
export interface RecordForm<V extends object> {
  readonly rules: FormRules<V>
  readonly state: FormState<V>
  readonly set: <K extends keyof V>(name: K, value: V[K]) => void
  /** Makes choices in fields that others have changed, and returns the form as it is then. */
  readonly decide: (sides: { readonly [K in keyof V]?: Side }) => FormState<V>
  /** When the draft was kept that the form began with, in ms; null: it began without one. */
  readonly draftFrom: number | null
  /** Begins again without the draft. */
  readonly discard: () => void
  /** Who saved what is saved now, as far as that is known. */
  readonly authorId: string | null
}

/** Keeps a form over a live row. Start a new form (`key`) for another row. */
export function useRecordForm<V extends object, Row extends Versioned>(
  o: RecordFormOptions<V, Row>,
): RecordForm<V> {
  const { rules, live, valuesOf, draft, refusal } = o
  const { authors } = useRealtime()
  const fresh = () => (live ? startForm(valuesOf(live), live.version) : startForm(o.blank, null))
  const [{ state, draftFrom }, setForm] = useState(() => begin())

  function begin(): { state: FormState<V>; draftFrom: number | null } {
    const kept = draft.read()
    if (!kept || (kept.base === null) !== (live === null)) return { state: fresh(), draftFrom: null }
    const base = kept.base ?? { version: null, values: o.blank }
    const state = { ...startForm(base.values, base.version), mine: kept.values }
    return { state, draftFrom: kept.savedAt }
  }

  function put(next: FormState<V>, from = draftFrom): FormState<V> {
    setForm({ state: next, draftFrom: from })
    const isUntouched = touchedFields(rules, next).length === 0
    const base = next.version === null ? null : { version: next.version, values: next.base }
    if (isUntouched) draft.forget()
    else draft.write({ values: next.mine, base })
    return next
  }

  const latest = newest(live, refusal)
  const authorId = latest ? authors.of(latest.id, latest.version) : null
  if (latest && state.version !== null && latest.version > state.version) {
    const newer = { version: latest.version, values: valuesOf(latest) }
    setForm({ state: rebase(rules, state, newer, authorId), draftFrom })
  }

  return {
    rules,
    state,
    draftFrom,
    authorId,
    set: (name, value) => void put(change(rules, state, name, value)),
    decide: (sides) =>
      put(
        fieldNames(rules).reduce((next, name) => {
          const side = sides[name]
          return side ? choose(next, name, side) : next
        }, state),
      ),
    discard: () => {
      draft.forget()
      setForm({ state: fresh(), draftFrom: null })
    },
  }
}

/** The row as it stands, or as the server showed it when it refused: whichever is later. */
function newest<Row extends Versioned>(live: Row | null, refusal: ApiError | null): Row | null {
  if (live === null || refusal?.code !== 'conflict' || !isVersionOf(refusal.current, live)) return live
  return refusal.current.version > live.version ? refusal.current : live
}

/** Answers of the server are believed to be what its contract says; that it is this row is checked. */
function isVersionOf<Row extends Versioned>(current: unknown, row: Row): current is Row {
  return typeof current === 'object' && current !== null && 'id' in current && current.id === row.id
}
