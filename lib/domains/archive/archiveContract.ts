import { invalidate, patch, type LiveContract } from '../../realtime/client/liveContract.ts'
import {
  archiveKeys,
  CratePage,
  RequestPage,
  type ArchiveRequest,
  type Crate,
  type CrateFilter,
  type RequestFilter,
} from './contract.ts'
import { isOpen } from './requestFlow.ts'

/** Whether a crate list with this filter holds the crate. Null: only the server can tell (words). */
export function crateMatches(crate: Crate, { status, unit_id: unitId, q }: CrateFilter): boolean | null {
  if (status !== undefined && crate.status !== status) return false
  if (unitId !== undefined && crate.unit.id !== unitId) return false
  return q === undefined ? true : null
}

/** Whether a request list with this filter holds the request. Null: only the server can tell (words, what waits for one). */
export function requestMatches(request: ArchiveRequest, filter: RequestFilter): boolean | null {
  const { kind, status, open, unit_id: unitId, crate_id: crateId, waiting, q } = filter
  if (kind !== undefined && request.kind !== kind) return false
  if (status !== undefined && request.status !== status) return false
  if (open !== undefined && isOpen(request.kind, request.status) !== open) return false
  if (unitId !== undefined && request.unit.id !== unitId && request.to_unit?.id !== unitId) return false
  if (crateId !== undefined && !request.crates.some((crate) => crate.id === crateId)) return false
  return q === undefined && waiting === undefined ? true : null
}

/** Year and number within the year of CR-YYYY-NNN, as one number to sort by. */
function rankOf(number: string): number {
  const [, year = '0', seq = '0'] = number.split('-')
  return Number(year) * 1e9 + Number(seq)
}

const crates = patch<Crate, CrateFilter>({
  load: async (ids, get) => CratePage.parse(await get(`/api/archive/crates?ids=${ids.join(',')}`)).items,
  lists: [
    { key: archiveKeys.crates, matches: crateMatches, order: (a, b) => rankOf(b.number) - rankOf(a.number) },
  ],
  details: [archiveKeys.crate],
})

const requests = patch<ArchiveRequest, RequestFilter>({
  load: async (ids, get) => RequestPage.parse(await get(`/api/archive/requests?ids=${ids.join(',')}`)).items,
  lists: [
    {
      key: archiveKeys.requests,
      matches: requestMatches,
      order: (a, b) => compare(b.created_at, a.created_at) || compare(b.id, a.id),
    },
  ],
  details: [archiveKeys.request],
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const cratesOf = invalidate(() => [['archive', 'crates_of']])

const summary = invalidate(() => [archiveKeys.summary])

/** Rows of a request's own: what it asks for, how often it came back. */
const requestPart = invalidate((event) => [
  ['archive', 'request', event.data['request_id'] ?? null],
  archiveKeys.requests,
])

/** Names of units and people stand in every answer of the archive. */
const names = invalidate(
  () => [
    ['archive', 'crates'],
    ['archive', 'crate'],
    ['archive', 'requests'],
    ['archive', 'request'],
  ],
  ['updated'],
)

/** What the archive's events do to the browser's cache. */
export const archiveContract: LiveContract = {
  name: 'archive',
  effects: {
    crate: [crates, cratesOf, summary],
    withdrawal: [requests, summary],
    destruction: [requests, summary],
    transfer: [requests, summary],
    request_crate: [requestPart],
    sendback: [requestPart],
    unit: [names, invalidate(() => [archiveKeys.units])],
    user: [names],
  },
  spreadMs: { units: 500, directory: 5_000 },
}
