import type { PatchedList, PatchedRow } from '@/lib/realtime/client/liveContract.ts'
import { readLoadedList, type LoadedList } from './loadedList.ts'

/** What becomes of a loaded list: new data, a refetch, both, or neither. */
export interface Patched {
  /** Undefined: as it is. */
  readonly data?: unknown
  readonly refetch: boolean
}

/** A row as the server has it now; null when it is gone or may not be read. */
export interface CurrentRow {
  readonly id: string
  readonly row: PatchedRow | null
}

const KEEP: Patched = { refetch: false }
const REFETCH: Patched = { refetch: true }

/** Puts one row into a loaded list, such that the list equals a fresh fetch, or says that only a fetch can tell. */
export function patchList(
  data: unknown,
  { id, row }: CurrentRow,
  list: PatchedList<PatchedRow, unknown>,
  params: unknown,
): Patched {
  const loaded = readLoadedList(data)
  if (!loaded) return REFETCH
  const index = loaded.rows.findIndex((candidate) => candidate.id === id)
  const old = loaded.rows[index]
  if (row && old && isOlder(row, old)) return KEEP
  const belongs = row ? list.matches(row, params) : false
  if (belongs === null) return REFETCH
  if (!row || !belongs) return old ? takeOut(loaded, index) : loaded.hasExtras ? REFETCH : KEEP
  if (old)
    return staysInPlace(loaded, index, row, list, params)
      ? { data: loaded.replace(index, row), refetch: false }
      : REFETCH
  return liesOutside(loaded, row, list, params) ? KEEP : REFETCH
}

/** Whether the loaded list holds a row of this id. */
export const holdsRow = (data: unknown, id: string): boolean =>
  readLoadedList(data)?.rows.some((row) => row.id === id) ?? false

/** Whether `row` is an older copy than `than`; false where rows have no version. */
export function isOlder(row: PatchedRow, than: PatchedRow): boolean {
  return row.version !== undefined && than.version !== undefined && row.version < than.version
}

/** The gap closes by itself only where nothing further could move up into it. */
function takeOut(loaded: LoadedList, index: number): Patched {
  // A window without it would show a hole until it is fetched.
  if (loaded.isWindow) return loaded.isWhole ? { data: loaded.remove(index), refetch: false } : REFETCH
  return { data: loaded.remove(index), refetch: !loaded.isWhole || loaded.hasExtras }
}

function staysInPlace(
  loaded: LoadedList,
  index: number,
  row: PatchedRow,
  { order }: PatchedList<PatchedRow, unknown>,
  params: unknown,
): boolean {
  const old = loaded.rows[index]
  if (!order || (old && order(old, row, params) === 0)) return true
  if (loaded.endsPage(index)) return false
  const before = loaded.rows[index - 1]
  const after = loaded.rows[index + 1]
  const fitsBefore = before ? order(before, row, params) < 0 : loaded.beginsAtTop
  const fitsAfter = after ? order(row, after, params) < 0 : loaded.reachesEnd
  return fitsBefore && fitsAfter
}

/** Whether a row that is not loaded belongs to a later page. Above the first row it may belong to the first page all the same. */
function liesOutside(
  loaded: LoadedList,
  row: PatchedRow,
  { order }: PatchedList<PatchedRow, unknown>,
  params: unknown,
): boolean {
  const last = loaded.rows.at(-1)
  if (!order || !last || loaded.hasExtras || loaded.reachesEnd) return false
  return order(last, row, params) < 0
}
