import { useRetentionRules } from '@/hooks/archive/useRetentionRules.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import type { Names } from './filterWords.ts'

/** What the ids of a filter are called, as far as it is known yet. */
export function useFilterNames(): Names {
  const units = useUnits()
  const rules = useRetentionRules().data?.items ?? []
  const nameIn = (items: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    items.find((item) => item.id === id)?.name ?? ''
  return { unit: nameIn(units), rule: nameIn(rules) }
}
