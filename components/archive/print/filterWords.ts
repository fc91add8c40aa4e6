import { formatCalendarDay } from '@/components/ui/formatTime'
import type { RequestFilter } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { CrateFilter } from '@/lib/domains/archive/contract/crate.ts'
import { crateLooks, kindLabels, requestLook } from '../archiveLooks.ts'

/** What ids are called; '' where it is not known. */
export interface Names {
  readonly unit: (id: string) => string
  readonly rule: (id: string) => string
}

type Said = string | false | undefined

const said = (words: readonly Said[]): readonly string[] => words.filter((word) => typeof word === 'string')

/** What a crate list is narrowed to, one phrase each. */
export function crateFilterWords(filter: CrateFilter, names: Names): readonly string[] {
  return said([
    filter.unit_id !== undefined && names.unit(filter.unit_id),
    filter.status && crateLooks[filter.status].label,
    filter.q !== undefined && `with “${filter.q}”`,
    filter.location !== undefined && `places that begin with “${filter.location}”`,
    ...dayWords('registered', filter),
    filter.retention_rule_id !== undefined && names.rule(filter.retention_rule_id),
    filter.retention_over === true && 'retention over',
    filter.retention_over === false && 'retention not over',
  ])
}

/** What a request list is narrowed to, one phrase each. */
export function requestFilterWords(filter: RequestFilter, names: Names): readonly string[] {
  return said([
    filter.unit_id !== undefined && names.unit(filter.unit_id),
    filter.waiting === true && 'waiting for you',
    filter.open === true && 'open',
    filter.open === false && 'closed',
    filter.overdue === true && 'overdue',
    filter.kind && `${kindLabels[filter.kind]}s`,
    filter.status && requestLook({ kind: filter.kind ?? 'withdrawal', status: filter.status }).label,
    filter.q !== undefined && `with “${filter.q}”`,
    ...dayWords('filed', filter),
  ])
}

function dayWords(
  verb: string,
  { created_from: from, created_to: to }: Pick<CrateFilter, 'created_from' | 'created_to'>,
): readonly Said[] {
  return [
    from !== undefined && `${verb} from ${formatCalendarDay(from)}`,
    to !== undefined && `${from === undefined ? `${verb} ` : ''}up to ${formatCalendarDay(to)}`,
  ]
}
