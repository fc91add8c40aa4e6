import {
  CRATE_STATUSES,
  REQUEST_KINDS,
  REQUEST_STATUSES,
  type CrateFilter,
  type RequestFilter,
} from '@/lib/domains/archive/contract.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((known) => known === value)

const uuid = (value: string | null): string | undefined =>
  value !== null && UUID.test(value) ? value : undefined

const words = (value: string | null): string | undefined => value?.trim().slice(0, 100) || undefined

/** Leaves out what is undefined, so that equal filters are equal keys. */
function given<T extends object>(filter: { [Name in keyof T]: T[Name] | undefined }): T {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as T
}

/** Reads a crate filter from an address; what is not understood is left out. */
export function readCrateFilter(params: URLSearchParams): CrateFilter {
  return given<CrateFilter>({
    status: oneOf(CRATE_STATUSES, params.get('status')),
    unit_id: uuid(params.get('unit')),
    q: words(params.get('q')),
  })
}

/** Which requests a list shows at the first glance. */
export const REQUEST_TABS = ['waiting', 'open', 'closed', 'all'] as const
export type RequestTab = (typeof REQUEST_TABS)[number]

/** The tab of an address; open requests when it names none. */
export const readRequestTab = (params: URLSearchParams): RequestTab =>
  oneOf(REQUEST_TABS, params.get('show')) ?? 'open'

/** Reads a request filter from an address; what is not understood is left out. */
export function readRequestFilter(params: URLSearchParams): RequestFilter {
  const tab = readRequestTab(params)
  return given<RequestFilter>({
    kind: oneOf(REQUEST_KINDS, params.get('kind')),
    status: oneOf(REQUEST_STATUSES, params.get('status')),
    open: tab === 'open' ? true : tab === 'closed' ? false : undefined,
    waiting: tab === 'waiting' ? true : undefined,
    unit_id: uuid(params.get('unit')),
    q: words(params.get('q')),
  })
}
