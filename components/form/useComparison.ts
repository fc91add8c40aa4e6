import { useState } from 'react'
import type { ApiError } from '@/hooks/ApiError.ts'
import { fieldNames, type FormState, type Side } from '@/hooks/forms/formState.ts'
import type { RecordForm } from '@/hooks/forms/useRecordForm.ts'
import type { ComparedField } from './CompareVersions.tsx'

type Sides = { readonly [name: string]: Side | undefined }

/** Two versions under comparison, and the choices made so far. */
export interface Comparison<V> {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
  readonly fields: readonly ComparedField[]
  readonly choose: (names: readonly string[], side: Side) => void
  readonly isComplete: boolean
  /** Puts the choices into the form and returns it as it is to be saved. */
  readonly finish: () => FormState<V>
}

/** Opens by itself when a save was refused because somebody else had saved, as long as there is something to compare. */
export function useComparison<V extends object>(form: RecordForm<V>, error: ApiError | null): Comparison<V> {
  const { rules, state } = form
  const [seen, setSeen] = useState<ApiError | null>(null)
  const [isWanted, setWanted] = useState(false)
  const [sides, setSides] = useState<Sides>({})
  if (error !== seen) {
    setSeen(error)
    if (error?.code === 'conflict') setWanted(true)
  }
  const fields = fieldNames(rules).flatMap((name): ComparedField[] => {
    const news = state.news[name]
    if (!news) return []
    const { label, show } = rules[name]
    const side = sides[`${name} ${state.version}`] ?? (news.isConflict ? null : 'theirs')
    const mine = show(news.isConflict ? state.mine[name] : news.before)
    const { isConflict } = news
    return [{ name, label, before: show(news.before), mine, theirs: show(news.theirs), side, isConflict }]
  })
  return {
    isOpen: isWanted && fields.length > 0,
    open: () => setWanted(true),
    close: () => setWanted(false),
    fields,
    // A choice is for the version that was seen: another save of theirs asks again.
    choose: (names, side) =>
      setSides((last) => ({
        ...last,
        ...Object.fromEntries(names.map((name) => [`${name} ${state.version}`, side])),
      })),
    isComplete: fields.every(({ side }) => side !== null),
    finish: () => {
      const chosen = Object.fromEntries(fields.flatMap(({ name, side }) => (side ? [[name, side]] : [])))
      setWanted(false)
      return form.decide(chosen as { [K in keyof V]?: Side })
    },
  }
}
