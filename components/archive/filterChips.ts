import { formatCalendarDay } from '@/components/ui/formatTime'
import type { RequestFilter } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { CrateFilter } from '@/lib/domains/archive/contract/crate.ts'
import type { Named } from '@/lib/domains/archive/contract/fields.ts'
import { crateLooks, kindLabels, requestLook } from './archiveLooks.ts'
import type { FilterChip } from './FilterLine.tsx'

/** How units and rules are called; those that are not known yet are called by what they are. */
export interface FilterNames {
  readonly units: readonly Pick<Named, 'id' | 'name'>[]
  readonly rules: readonly Pick<Named, 'id' | 'name'>[]
}

const nameOf = (list: FilterNames['units'], id: string, fallback: string): string =>
  list.find((each) => each.id === id)?.name ?? fallback

/** What is set of a crate filter, in words. */
export function crateChips(filter: CrateFilter, names: FilterNames): readonly FilterChip[] {
  const { status, unit_id: unit, q, location, retention_rule_id: rule, retention_over: over } = filter
  return [
    q !== undefined && chip('q', `“${q}”`),
    status !== undefined && chip('status', crateLooks[status].label),
    unit !== undefined && chip('unit', nameOf(names.units, unit, 'One unit')),
    location !== undefined && chip('location', `At ${location}…`),
    daysChip('Registered', filter),
    rule !== undefined && chip('rule', nameOf(names.rules, rule, 'One rule')),
    over !== undefined && chip('over', over ? 'Retention is over' : 'Retention is not over'),
  ].filter((each) => each !== false)
}

/** What is set of a request filter, in words; what the tabs say is left out. */
export function requestChips(filter: RequestFilter, names: FilterNames): readonly FilterChip[] {
  const { kind, status, unit_id: unit, q, overdue } = filter
  return [
    q !== undefined && chip('q', `“${q}”`),
    kind !== undefined && chip('kind', kindLabels[kind]),
    status !== undefined && chip('status', requestLook({ kind: 'withdrawal', status }).label),
    unit !== undefined && chip('unit', nameOf(names.units, unit, 'One unit')),
    overdue !== undefined && chip('overdue', 'Overdue'),
    daysChip('Asked', filter),
  ].filter((each) => each !== false)
}

const chip = (name: string, text: string): FilterChip => ({ names: [name], text })

function daysChip(
  word: string,
  { created_from: from, created_to: to }: Pick<CrateFilter, 'created_from' | 'created_to'>,
): FilterChip | false {
  if (from === undefined && to === undefined) return false
  const days = [
    from !== undefined && `from ${formatCalendarDay(from)}`,
    to !== undefined && `to ${formatCalendarDay(to)}`,
  ].filter((each) => each !== false)
  return { names: ['from', 'to'], text: `${word} ${days.join(' ')}` }
}
