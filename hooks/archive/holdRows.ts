import { BLOCK_ROWS, type RowRange } from '../live/blocksAround.ts'
import { isOwnVersion } from './ownVersions.ts'

/** A row that is known by its id and has a version. */
export interface HeldRow {
  readonly id: string
  readonly version: number
}

/** Rows by block; a block's number is the index of its first row / 100. */
export type Blocks<R> = ReadonlyMap<number, readonly R[]>

/** A list as it is loaded just now. */
export interface LoadedWindow<R> {
  /** Names the list: another one is another list. */
  readonly listKey: string
  readonly blocks: Blocks<R>
  readonly total: number
}

/** A list as somebody reads it: rows stay where they were seen. */
export interface HeldWindow<R> extends LoadedWindow<R> {
  /** What it was last compared with. */
  readonly fresh: LoadedWindow<R>
  /** By how much rows have moved down meanwhile: the row shown at `index` and below it is now at `index + shift`. */
  readonly shift: number
}

/** Rows that are asked by how much they have moved; most of them are right, since single rows may have moved by themselves. */
const ANCHORS = 9
/** Rows further away than so many blocks are forgotten. */
const KEPT_BLOCKS = 10

/** The list as it is, to be held from now on. */
export const holdFresh = <R>(fresh: LoadedWindow<R>): HeldWindow<R> => ({ ...fresh, fresh, shift: 0 })

/**
 * Goes on holding what was held, now that the list has become `fresh`. What is seen for the first time is held too. Own new
 * rows let everything go: who adds a row wants to see it. Called again with the same, it gives back the same object.
 */
export function holdRows<R extends HeldRow>(
  held: HeldWindow<R>,
  fresh: LoadedWindow<R>,
  range: RowRange,
  isNewestFirst: boolean,
): HeldWindow<R> {
  const isSame = held.fresh.blocks === fresh.blocks && held.fresh.total === fresh.total
  const places = placesOf(fresh.blocks)
  if (!isSame && hasOwnNews(held, fresh, places)) return holdFresh(fresh)
  const fallback = isNewestFirst ? fresh.total - held.total : held.shift
  const shift = isSame ? held.shift : (shiftAt(held.blocks, places, range) ?? fallback)
  const blocks = withNewlySeen(held.blocks, fresh, shift, range)
  if (isSame && blocks === held.blocks) return held
  return { ...held, blocks, fresh, shift }
}

/** Where each loaded row stands in the whole list. */
function placesOf<R extends HeldRow>(blocks: Blocks<R>): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [block, rows] of blocks) rows.forEach(({ id }, at) => places.set(id, block * BLOCK_ROWS + at))
  return places
}

function hasOwnNews<R extends HeldRow>(
  held: HeldWindow<R>,
  fresh: LoadedWindow<R>,
  places: ReadonlyMap<string, number>,
): boolean {
  const known = new Set([...held.blocks.values()].flat().map(({ id }) => id))
  return [...fresh.blocks.values()].flat().some(({ id, version }) => {
    if (known.has(id) || !isOwnVersion(id, version)) return false
    return held.blocks.has(Math.floor(((places.get(id) ?? 0) - held.shift) / BLOCK_ROWS))
  })
}

/** Undefined when no row in sight is known to be anywhere now. The lowest rows are asked: all that came is above them. */
function shiftAt<R extends HeldRow>(
  blocks: Blocks<R>,
  places: ReadonlyMap<string, number>,
  { first, last }: RowRange,
): number | undefined {
  const votes = new Map<number, number>()
  for (let index = last, left = ANCHORS; index >= first && left > 0; index -= 1) {
    const row = rowIn(blocks, index)
    const place = row && places.get(row.id)
    if (place === undefined) continue
    votes.set(place - index, (votes.get(place - index) ?? 0) + 1)
    left -= 1
  }
  const most = Math.max(...votes.values())
  return [...votes].find(([, count]) => count === most)?.[0]
}

function withNewlySeen<R>(
  blocks: Blocks<R>,
  fresh: LoadedWindow<R>,
  shift: number,
  range: RowRange,
): Blocks<R> {
  const from = Math.floor(range.first / BLOCK_ROWS)
  const to = Math.floor(range.last / BLOCK_ROWS)
  const seen: [number, readonly R[]][] = []
  for (let block = from; block <= to; block += 1) {
    const rows = blocks.has(block) ? null : wholeBlock(fresh, block, shift)
    if (rows) seen.push([block, rows])
  }
  if (seen.length === 0) return blocks
  const near = [...blocks].filter(([block]) => block >= from - KEPT_BLOCKS && block <= to + KEPT_BLOCKS)
  return new Map([...near, ...seen])
}

/** The rows to show in a block that nobody has seen yet; null until they are all loaded. */
function wholeBlock<R>(
  { blocks, total }: LoadedWindow<R>,
  block: number,
  shift: number,
): readonly R[] | null {
  const rows: R[] = []
  for (let index = block * BLOCK_ROWS; index < (block + 1) * BLOCK_ROWS; index += 1) {
    if (index + shift >= total) break
    const row = rowIn(blocks, index + shift)
    if (row === undefined) return null
    rows.push(row)
  }
  return rows.length === 0 ? null : rows
}

/** The row at an index of the list. */
export const rowIn = <R>(blocks: Blocks<R>, index: number): R | undefined =>
  blocks.get(Math.floor(index / BLOCK_ROWS))?.[index % BLOCK_ROWS]
