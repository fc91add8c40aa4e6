import { invalidate, patch, type LiveContract } from '../../realtime/client/liveContract.ts'
import { archiveKeys } from './contract/archiveKeys.ts'
import { RequestPage, type ArchiveRequest, type RequestFilter } from './contract/archiveRequest.ts'
import { CratePage, type Crate, type CrateFilter } from './contract/crate.ts'
import { isOpen } from './requestFlow.ts'

/** Whether a crate list with this filter holds the crate. Null: only the server can tell (words, places, the site's days). */
export function crateMatches(crate: Crate, filter: CrateFilter): boolean | null {
  const { status, unit_id: unitId, retention_rule_id: ruleId } = filter
  if (status !== undefined && crate.status !== status) return false
  if (unitId !== undefined && crate.unit.id !== unitId) return false
  if (ruleId !== undefined && crate.retention_rule?.id !== ruleId) return false
  const { q, location, created_from: from, created_to: to, retention_over: isOver } = filter
  return isUnset(q, location, from, to, isOver) ? true : null
}

/** Whether a request list with this filter holds the request. Null: only the server can tell (words, what waits for one, days). */
export function requestMatches(request: ArchiveRequest, filter: RequestFilter): boolean | null {
  const { kind, status, open, unit_id: unitId, crate_id: crateId, created_by: createdBy } = filter
  if (kind !== undefined && request.kind !== kind) return false
  if (status !== undefined && request.status !== status) return false
  if (open !== undefined && isOpen(request.kind, request.status) !== open) return false
  if (unitId !== undefined && request.unit.id !== unitId && request.to_unit?.id !== unitId) return false
  if (crateId !== undefined && !request.crates.some((crate) => crate.id === crateId)) return false
  if (createdBy !== undefined && request.created_by.id !== createdBy) return false
  const { q, waiting, overdue, created_from: from, created_to: to } = filter
  return isUnset(q, waiting, overdue, from, to) ? true : null
}

const isUnset = (...values: readonly unknown[]): boolean => values.every((value) => value === undefined)

/** Year and number within the year of CR-YYYY-NNN, as one number to sort by. */
function rankOf(number: string): number {
  const [, year = '0', seq = '0'] = number.split('-')
  return Number(year) * 1e9 + Number(seq)
}

/**
 * The order of a crate list. NaN where only the server knows: letters are sorted by its language, and what ties is sorted by
 * its own second thought.
 */
export function crateOrder(a: Crate, b: Crate, { sort = '-number' }: CrateFilter): number {
  const [field, turn] = readSort(sort)
  if (field === 'number') return turn * (rankOf(a.number) - rankOf(b.number))
  if (field === 'updated_at') return turn * compareTimes(a, b, a.updated_at, b.updated_at)
  return a.id === b.id && a[field] === b[field] ? 0 : NaN
}

/** The order of a request list; NaN where only the server knows. */
export function requestOrder(a: ArchiveRequest, b: ArchiveRequest, filter: RequestFilter): number {
  const { sort = '-created_at' } = filter
  const [field, turn] = readSort(sort)
  if (field === 'created_at') return turn * (compare(a.created_at, b.created_at) || compare(a.id, b.id))
  if (field === 'updated_at') return turn * compareTimes(a, b, a.updated_at, b.updated_at)
  return a.id === b.id && a[field] === b[field] ? 0 : NaN
}

const readSort = <Field extends string>(sort: Field | `-${Field}`): readonly [Field, 1 | -1] =>
  sort.startsWith('-') ? [sort.slice(1) as Field, -1] : [sort as Field, 1]

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const compareTimes = (a: { readonly id: string }, b: { readonly id: string }, atA: string, atB: string) =>
  compare(atA, atB) || (a.id === b.id ? 0 : NaN)

const crates = patch<Crate, CrateFilter>({
  load: async (ids, get) => CratePage.parse(await get(`/api/archive/crates?ids=${ids.join(',')}`)).items,
  lists: [{ key: archiveKeys.crates, matches: crateMatches, order: crateOrder }],
  details: [archiveKeys.crate],
})

const requests = patch<ArchiveRequest, RequestFilter>({
  load: async (ids, get) => RequestPage.parse(await get(`/api/archive/requests?ids=${ids.join(',')}`)).items,
  lists: [{ key: archiveKeys.requests, matches: requestMatches, order: requestOrder }],
  details: [archiveKeys.request],
})

const cratesOf = invalidate(() => [['archive', 'crates_of']])

const summary = invalidate(() => [archiveKeys.summary])

const trends = invalidate(() => [archiveKeys.trends])

/** Rows of a request's own: what it asks for, how often it came back. */
const requestPart = invalidate((event) => [
  ['archive', 'request', event.data['request_id'] ?? null],
  archiveKeys.requests,
])

const comments = invalidate((event) => [
  ['archive', 'comments', event.data['request_id'] ?? null],
  ['archive', 'request', event.data['request_id'] ?? null],
])

/** Names of rules stand in every crate. */
const retentionRules = invalidate(() => [
  archiveKeys.retentionRules,
  ['archive', 'crates'],
  ['archive', 'crate'],
])

/** Names of units and people stand in every answer of the archive. */
const names = invalidate(
  () => [
    ['archive', 'crates'],
    ['archive', 'crate'],
    ['archive', 'requests'],
    ['archive', 'request'],
    ['archive', 'comments'],
  ],
  ['updated'],
)

/** What the archive's events do to the browser's cache. */
export const archiveContract: LiveContract = {
  name: 'archive',
  effects: {
    crate: [crates, cratesOf, summary],
    withdrawal: [requests, summary, trends],
    destruction: [requests, summary, trends],
    transfer: [requests, summary, trends],
    request_crate: [requestPart],
    sendback: [requestPart],
    request_comment: [comments],
    request_attachment: [requestPart],
    retention_rule: [retentionRules],
    unit: [names, invalidate(() => [archiveKeys.units])],
    user: [names],
  },
  spreadMs: { units: 500, directory: 5_000 },
}
