import type { ChangeAction } from '../protocol/frames/dataUpdate.ts'
import type { LiveEvent } from './liveEvent.ts'

/** A query key as TanStack Query has it: a list, from the general to the particular. */
export type LiveKey = readonly unknown[]

/** Fetches JSON from this server's REST, signed in as the reader. `heard`: as `LiveClient.heard` says. Rejects with an ApiError. */
export type LoadJson = (path: string, heard: string | null) => Promise<unknown>

type GetJson = (path: string) => Promise<unknown>

/**
 * Refetches what it names: for counts, short lists, and details richer than a list's row.
 * Mounted queries refetch (one at a time, at most one more behind it); others are marked stale.
 */
export interface InvalidateEffect {
  readonly kind: 'invalidate'
  /**
   * Prefixes of query keys. A prefix is cut at its first null: with `['archive', 'crate', event.id]` one event touches
   * one detail, and a bulk (its id is null) touches them all.
   */
  readonly keys: (event: LiveEvent) => readonly LiveKey[]
  /** Default: all. */
  readonly actions?: readonly ChangeAction[]
  /** Refetches of one query begin at least so many ms apart, for what changes with every event. Default: as soon as possible. */
  readonly restMs?: number
}

/** A list that keeps its rows by patching. Its queries' keys are `[...key, params]`. */
export interface PatchedList<Row, Params> {
  readonly key: LiveKey
  /**
   * Whether a list with these parameters holds the row. Null: it cannot be told here (search by words, a right that
   * only the server knows), so the list refetches.
   */
  readonly matches: (row: Row, params: Params) => boolean | null
  /**
   * The list's order, as `Array.sort` takes it; it must agree with the server's. NaN: it cannot be told here, so the list
   * refetches. Leave it out only where no update can move a row (ordered by id, number or creation).
   */
  readonly order?: (a: Row, b: Row, params: Params) => number
}

/**
 * Fetches the changed rows, many events' ids in one request, and puts them into what is loaded.
 *
 * What is loaded then equals a fresh fetch: a row is replaced where it stands only if it still belongs there, before and
 * after the same neighbours. If it came, left or moved within the loaded pages, the list refetches instead. A row that
 * the answer lacks (deleted, or no longer readable) is taken out, and a list with further pages refetches.
 * Rows beyond the loaded pages are not followed: their cursor may lead to an empty page.
 * Lists may be `Row[]`, `{items, next_cursor}`, or pages of these from an infinite query; one that holds anything else
 * (a total, say) refetches whenever a row comes or goes. So do the windows of a long list, `{items, offset, total}` under
 * `[...key, params, 'rows', offset]`; a row that stays in its place in one leaves the others alone.
 */
export interface PatchEffect {
  readonly kind: 'patch'
  /** At most 100 ids a call. Order and completeness do not matter. */
  readonly load: (ids: readonly string[], get: GetJson) => Promise<readonly PatchedRow[]>
  readonly lists: readonly PatchedList<PatchedRow, unknown>[]
  /** Keys of queries whose whole data is this row. */
  readonly details: readonly ((id: string) => LiveKey)[]
}

/** A row that can be patched. With `version` an older copy never replaces a newer one. */
export interface PatchedRow {
  readonly id: string
  readonly version?: number
}

/**
 * Puts an event's own content into what is loaded, without a fetch. What is loaded must then equal a fresh fetch; where that
 * cannot be told here, and for every bulk, the query refetches. What is being fetched is fetched once more after it.
 */
export interface TakeEffect {
  readonly kind: 'take'
  /** Prefixes of query keys, as in an invalidation. */
  readonly keys: (event: LiveEvent) => readonly LiveKey[]
  /** Pure. The same data: nothing changes. Undefined: it cannot be told here. */
  readonly put: (data: unknown, event: LiveEvent) => unknown
}

export type LiveEffect = InvalidateEffect | PatchEffect | TakeEffect

/**
 * What a domain's events do to the browser's cache. An event touches only queries that read its topic (their `topics`).
 * An entity that no contract names touches every query of the topic; `[]` says that there is nothing to do.
 *
 * ```ts
 * export const archiveContract: LiveContract = {
 *   name: 'archive',
 *   effects: {
 *     crate: [
 *       patch<CrateItem, CrateFilter>({
 *         load: async (ids, get) => CratePage.parse(await get(`/api/archive/crates?ids=${ids.join(',')}`)).items,
 *         lists: [{
 *           key: ['archive', 'crates'],                            // queries: ['archive', 'crates', filter]
 *           matches: (crate, filter) => (filter.q ? null : !filter.status || crate.status === filter.status),
 *           order: (a, b) => b.year - a.year || b.number - a.number,
 *         }],
 *         details: [(id) => ['archive', 'crate', id]],
 *       }),
 *       invalidate(() => [['archive', 'summary']]),
 *     ],
 *     sendback: [invalidate((event) => [['archive', 'request', event.data.request_id ?? null]])],
 *   },
 *   spreadMs: { units: 1_000 },
 * }
 * ```
 */
export interface LiveContract {
  readonly name: string
  /** By the wire's entity. */
  readonly effects: Readonly<Record<string, readonly LiveEffect[]>>
  /** By topic kind: topics with many listeners, whose refetches start at a random moment within so many ms. */
  readonly spreadMs?: Readonly<Record<string, number>>
}

/** Declares an invalidation. */
export function invalidate(
  keys: (event: LiveEvent) => readonly LiveKey[],
  actions?: readonly ChangeAction[],
  restMs?: number,
): InvalidateEffect {
  return { kind: 'invalidate', keys, ...(actions && { actions }), ...(restMs && { restMs }) }
}

/** Declares a patch with its row and parameter types. They are forgotten here: the key decides which list gets which row. */
export function patch<Row extends PatchedRow, Params = unknown>(effect: {
  readonly load: (ids: readonly string[], get: GetJson) => Promise<readonly Row[]>
  readonly lists?: readonly PatchedList<Row, Params>[]
  readonly details?: readonly ((id: string) => LiveKey)[]
}): PatchEffect {
  const { load, lists = [], details = [] } = effect
  return { kind: 'patch', load, lists: lists as readonly PatchedList<PatchedRow, unknown>[], details }
}

/** Declares a taking, with the type of what its queries hold. It is forgotten here: the keys decide which query is handed over. */
export function take<Data>(
  keys: TakeEffect['keys'],
  put: (data: Data, event: LiveEvent) => Data | undefined,
): TakeEffect {
  return { kind: 'take', keys, put: (data, event) => put(data as Data, event) }
}
