import { hashKey, matchQuery, type Query, type QueryClient } from '@tanstack/react-query'
import type { ClientClock } from '@/lib/realtime/client/clientClock.ts'
import type { LoadJson, PatchEffect, PatchedRow } from '@/lib/realtime/client/liveContract.ts'
import { holdsRow, isOlder, patchList, type CurrentRow, type Patched } from './patchList.ts'
import { queryTopics } from './queryTopics.ts'
import type { RefetchQueue } from './refetchQueue.ts'

/** Events of one burst share a request, in ms. */
const GATHER_MS = 15
const IDS_PER_LOAD = 100
/** Beyond so many waiting rows a refetch costs less. */
const MAX_WAITING = 300

/** Loads changed rows in batches, one request at a time for each effect, and puts them where they are shown. */
export interface PatchQueue {
  /** `queries`: where the row may be shown. */
  add(effect: PatchEffect, id: string, queries: readonly Query[]): void
}

interface Waiting {
  /** Hashes of the queries to patch, by row id. */
  readonly rows: Map<string, Set<string>>
  isBusy: boolean
}

/** What becomes of a query that shows a list, or a part of it. */
interface ListPart {
  readonly query: Query
  readonly patched: Patched
  /** The same for all parts of one list. */
  readonly listHash: string
}

const isInPlace = ({ data, refetch }: Patched): boolean => data !== undefined && !refetch

/** Patches through `queryClient`, refetches through `refetches`. */
export function createPatchQueue(o: {
  queryClient: QueryClient
  refetches: RefetchQueue
  load: LoadJson
  /** What may be said to have been heard of topics. */
  heard: (topics: readonly string[]) => string | null
  clock: ClientClock
}): PatchQueue {
  const cache = o.queryClient.getQueryCache()
  const effects = new Map<PatchEffect, Waiting>()

  function add(effect: PatchEffect, id: string, queries: readonly Query[]) {
    const shown = queries.filter((query) => {
      // What nobody sees is only marked; what is in flight may be older than this event, so one more fetch follows it.
      const canPatch =
        query.isActive() && query.state.fetchStatus === 'idle' && query.state.data !== undefined
      if (!canPatch) o.refetches.touch(query)
      return canPatch
    })
    if (shown.length === 0) return
    let waiting = effects.get(effect)
    if (!waiting) effects.set(effect, (waiting = { rows: new Map(), isBusy: false }))
    const hashes = waiting.rows.get(id) ?? new Set()
    for (const query of shown) hashes.add(query.queryHash)
    waiting.rows.set(id, hashes)
    if (!waiting.isBusy) run(effect, waiting)
  }

  function run(effect: PatchEffect, waiting: Waiting) {
    waiting.isBusy = true
    o.clock.setTimer(GATHER_MS, () => {
      const batch = take(waiting)
      void flush(effect, batch).then(() => {
        waiting.isBusy = false
        if (waiting.rows.size > 0) run(effect, waiting)
      })
    })
  }

  function take(waiting: Waiting): Map<string, Set<string>> {
    if (waiting.rows.size > MAX_WAITING) {
      touchAll(waiting.rows.values())
      waiting.rows.clear()
    }
    const batch = new Map([...waiting.rows].slice(0, IDS_PER_LOAD))
    for (const id of batch.keys()) waiting.rows.delete(id)
    return batch
  }

  async function flush(effect: PatchEffect, batch: ReadonlyMap<string, ReadonlySet<string>>) {
    if (batch.size === 0) return
    let rows: ReadonlyMap<string, PatchedRow>
    try {
      const heard = o.heard(topicsOf(batch))
      const loaded = await effect.load([...batch.keys()], (path) => o.load(path, heard))
      rows = new Map(loaded.map((row) => [row.id, row]))
    } catch {
      touchAll(batch.values())
      return
    }
    for (const [id, hashes] of batch) {
      const queries = [...hashes].flatMap((hash) => cache.get(hash) ?? [])
      put(effect, queries, { id, row: rows.get(id) ?? null })
    }
  }

  /** All that any of the queries reads: a row may have been told of in each of them. */
  function topicsOf(batch: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
    const hashes = new Set([...batch.values()].flatMap((set) => [...set]))
    const queries = [...hashes].flatMap((hash) => cache.get(hash) ?? [])
    return [...new Set(queries.flatMap(queryTopics))]
  }

  function put(effect: PatchEffect, queries: readonly Query[], current: CurrentRow) {
    const parts: ListPart[] = []
    for (const query of queries) {
      const list = effect.lists.find(({ key }) => matchQuery({ queryKey: key }, query))
      // A fetch that began meanwhile would overwrite the row with what it read, maybe before the change.
      if (!isSettled(query)) o.refetches.touch(query)
      else if (!list) putDetail(query, current)
      else {
        const params = query.queryKey[list.key.length]
        const patched = patchList(query.state.data, current, list, params)
        parts.push({ query, patched, listHash: hashKey([...list.key, params]) })
      }
    }
    putParts(parts, current.id)
  }

  /** A row that stays where it stands in one part of a list leaves the list's other parts as they are. */
  function putParts(parts: readonly ListPart[], id: string) {
    const inPlace = new Set(parts.filter(({ patched }) => isInPlace(patched)).map(({ listHash }) => listHash))
    for (const { query, patched, listHash } of parts) {
      if (patched.data !== undefined) setData(query, patched.data)
      else if (patched.refetch && inPlace.has(listHash) && !holdsRow(query.state.data, id)) continue
      if (patched.refetch) o.refetches.touch(query)
    }
  }

  function putDetail(query: Query, { row }: CurrentRow) {
    if (!row) o.refetches.touch(query)
    else if (!isOlder(row, query.state.data as PatchedRow)) setData(query, row)
  }

  /** Data that was stale stays so: a patch renews one row only. */
  function setData(query: Query, data: unknown) {
    const wasStale = query.state.isInvalidated
    o.queryClient.setQueryData(query.queryKey, data)
    if (wasStale) query.invalidate()
  }

  function touchAll(hashSets: Iterable<ReadonlySet<string>>) {
    const hashes = new Set([...hashSets].flatMap((set) => [...set]))
    for (const hash of hashes) {
      const query = cache.get(hash)
      if (query) o.refetches.touch(query)
    }
  }

  return { add }
}

const isSettled = ({ state }: Query): boolean => state.fetchStatus === 'idle' && state.status === 'success'
