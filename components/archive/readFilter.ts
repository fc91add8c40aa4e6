import type { TableSort } from '@/components/ui/TableColumn'
import {
  REQUEST_KINDS,
  REQUEST_SORTS,
  REQUEST_STATUSES,
  type RequestFilter,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { CRATE_SORTS, CRATE_STATUSES, type CrateFilter } from '@/lib/domains/archive/contract/crate.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined =>
  values.find((known) => known === value)

const uuid = (value: string | null): string | undefined =>
  value !== null && UUID.test(value) ? value : undefined

const words = (value: string | null): string | undefined => value?.trim().slice(0, 100) || undefined

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const day = (value: string | null): string | undefined =>
  value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

const yesNo = (value: string | null): boolean | undefined =>
  value === 'yes' ? true : value === 'no' ? false : undefined

function sortOf<Field extends string>(
  fields: readonly Field[],
  value: string | null,
): Field | `-${Field}` | undefined {
  return oneOf([...fields, ...fields.map((field) => `-${field}` as const)], value)
}

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
    location: words(params.get('location')),
    created_from: day(params.get('from')),
    created_to: day(params.get('to')),
    retention_rule_id: uuid(params.get('rule')),
    retention_over: yesNo(params.get('over')),
    sort: sortOf(CRATE_SORTS, params.get('sort')),
  })
}

/** What a table's header shows of an address's order, and back. */
export function readSort(sort: string | undefined, usual: string): TableSort {
  const value = sort ?? usual
  return value.startsWith('-')
    ? { column: value.slice(1), direction: 'descending' }
    : { column: value, direction: 'ascending' }
}

/** The order for an address; null for the usual one. */
export function writeSort({ column, direction }: TableSort, usual: string): string | null {
  const value = direction === 'descending' ? `-${column}` : column
  return value === usual ? null : value
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
    overdue: yesNo(params.get('overdue')) === true ? true : undefined,
    unit_id: uuid(params.get('unit')),
    created_from: day(params.get('from')),
    created_to: day(params.get('to')),
    q: words(params.get('q')),
    sort: sortOf(REQUEST_SORTS, params.get('sort')),
  })
}
