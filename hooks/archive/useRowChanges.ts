import { useState } from 'react'
import { isOwnVersion } from './ownVersions.ts'

interface VersionedRow {
  readonly id: string
  readonly version: number
}

/** What somebody else has changed since the list was first shown. */
export interface RowChanges {
  readonly changeOf: (row: VersionedRow) => { readonly key: number; readonly by: null } | undefined
}

interface Seen {
  readonly listKey: string
  readonly rows: readonly VersionedRow[]
  readonly versions: ReadonlyMap<string, number>
  readonly changed: ReadonlyMap<string, number>
}

/**
 * Tells which rows others have just changed or added, so that they tint. `listKey`: another one is another list, which begins anew.
 * `rows` undefined: not loaded yet. Rows of further pages do not tint: those were only not loaded.
 */
export function useRowChanges(listKey: string, rows: readonly VersionedRow[] | undefined): RowChanges {
  const [seen, setSeen] = useState<Seen | null>(null)
  if (rows !== undefined && (seen?.listKey !== listKey || seen.rows !== rows)) {
    setSeen(compare(seen?.listKey === listKey ? seen : null, listKey, rows))
  }
  return {
    changeOf: ({ id, version }) =>
      seen?.changed.get(id) === version ? { key: version, by: null } : undefined,
  }
}

function compare(before: Seen | null, listKey: string, rows: readonly VersionedRow[]): Seen {
  const versions = new Map(before?.versions)
  const changed = new Map(before?.changed)
  const lastKnown = before ? rows.findLastIndex(({ id }) => before.versions.has(id)) : -1
  rows.forEach(({ id, version }, index) => {
    const known = versions.get(id)
    const isNews = known === undefined ? before !== null && index < lastKnown : known < version
    if (isNews && !isOwnVersion(id, version)) changed.set(id, version)
    versions.set(id, version)
  })
  return { listKey, rows, versions, changed }
}
