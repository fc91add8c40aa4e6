import { setMaxListeners } from 'node:events'
import type { Rows } from '../history.ts'

/** The rows that an observer holds: fetched once, and kept by events from then on. */
export interface HeldRows {
  readonly rows: Rows
  /** Everything is known: the last fetch is through, and nothing has asked for another one. */
  readonly isSettled: boolean
  /** Takes an event into account; one without an id has everything fetched anew. */
  apply(event: RowEvent): void
  /** What is held may be wrong: fetches it anew, as soon as that works. */
  fetchAnew(): void
  stop(): void
}

export interface RowEvent {
  readonly entity: string
  readonly action: string
  readonly id: string | null
  readonly status: string | null
  readonly version: number | null
}

/** Reads all rows that the observer may see: `crate <id>` or `request <id>` → `status version`. */
export type FetchRows = (signal: AbortSignal) => Promise<ReadonlyMap<string, string>>

const AGAIN_MS = 250
const REQUESTS = new Set(['withdrawal', 'transfer', 'destruction'])

export function createHeldRows(fetchRows: FetchRows, onFetched: () => void): HeldRows {
  let rows = new Map<string, string>()
  /** What came while a fetch was under way. */
  let meanwhile: RowEvent[] = []
  let wanted = 0
  let done = 0
  let isFetching = false
  const stopping = new AbortController()
  // Each request of a fetch listens to it.
  setMaxListeners(0, stopping.signal)

  const put = (into: Map<string, string>, { action, entity, id, status, version }: RowEvent): void => {
    if (version === null || id === null) return
    const kind = entity === 'crate' ? 'crate' : REQUESTS.has(entity) ? 'request' : null
    if (kind === null) return
    const key = `${kind} ${id}`
    if (versionOf(into.get(key)) > version) return
    if (action === 'deleted') into.delete(key)
    else into.set(key, `${status} ${version}`)
  }

  const fetchOnce = async (): Promise<void> => {
    const goal = wanted
    meanwhile = []
    const fetched = new Map(await fetchRows(stopping.signal))
    for (const event of meanwhile) put(fetched, event)
    rows = fetched
    done = goal
    if (done === wanted) onFetched()
  }

  const fetchUntilDone = async (): Promise<void> => {
    isFetching = true
    while (done < wanted && !stopping.signal.aborted) {
      await fetchOnce().catch(() => new Promise((resolve) => void setTimeout(resolve, AGAIN_MS)))
    }
    isFetching = false
  }

  const fetchAnew = (): void => {
    wanted += 1
    if (!isFetching) void fetchUntilDone()
  }

  return {
    get rows() {
      return rows
    },
    get isSettled() {
      return done === wanted && !isFetching
    },
    apply(event) {
      if (event.id === null) return fetchAnew()
      put(rows, event)
      if (isFetching) meanwhile.push(event)
    },
    fetchAnew,
    stop: () => stopping.abort(),
  }
}

const versionOf = (row: string | undefined): number => Number(row?.split(' ')[1] ?? 0)
