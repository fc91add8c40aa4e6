import { useState } from 'react'
import { usePeople } from '../identity/usePeople.ts'
import { useRealtime } from '../RealtimeContext.ts'
import { isOwnVersion } from './ownVersions.ts'

interface VersionedRow {
  readonly id: string
  readonly version: number
}

/** Rows by block, or one list of them as block 0. */
type Blocks = ReadonlyMap<number, readonly VersionedRow[]>

/** What somebody else has changed since the list was first shown. */
export interface RowChanges {
  readonly changeOf: (row: VersionedRow) => { readonly key: number; readonly by: string | null } | undefined
}

const NONE: Blocks = new Map()

interface Seen {
  readonly listKey: string
  readonly blocks: Blocks
  readonly known: ReadonlySet<number>
  readonly versions: ReadonlyMap<string, number>
  readonly changed: ReadonlyMap<string, number>
}

/**
 * Tells which rows others have just changed or added, and by whom, so that they tint. `listKey`: another one is another list, which begins anew.
 * `blocks` undefined: not loaded yet. Rows that were only not loaded do not tint.
 */
export function useRowChanges(listKey: string, blocks: Blocks | undefined): RowChanges {
  const [seen, setSeen] = useState<Seen | null>(null)
  if (blocks !== undefined && (seen?.listKey !== listKey || seen.blocks !== blocks)) {
    setSeen(compare(seen?.listKey === listKey ? seen : null, listKey, blocks))
  }
  const { authors } = useRealtime()
  const isNews = ({ id, version }: VersionedRow) => seen?.changed.get(id) === version
  const authorOf = ({ id, version }: VersionedRow) => authors.of(id, version)
  const rows = [...(blocks ?? NONE).values()].flat()
  const names = usePeople(rows.filter(isNews).map(authorOf))
  return {
    changeOf(row) {
      if (!isNews(row)) return undefined
      const author = authorOf(row)
      return { key: row.version, by: (author !== null && names.get(author)) || null }
    },
  }
}

function compare(before: Seen | null, listKey: string, blocks: Blocks): Seen {
  const versions = new Map(before?.versions)
  const changed = new Map(before?.changed)
  const known = new Set(before?.known)
  for (const [block, rows] of blocks) {
    // Above a row that was there before, a new one has come; below the last of them it may have been there all along.
    const lastKnown = known.has(block) ? rows.findLastIndex(({ id }) => versions.has(id)) : -1
    const isFirstLook = !known.has(block)
    rows.forEach(({ id, version }, index) => {
      const earlier = versions.get(id)
      const isNews = earlier === undefined ? !isFirstLook && index < lastKnown : earlier < version
      if (isNews && !isOwnVersion(id, version)) changed.set(id, version)
      versions.set(id, version)
    })
    known.add(block)
  }
  return { listKey, blocks, known, versions, changed }
}
