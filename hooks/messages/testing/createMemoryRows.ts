import type { RowKind, SealedRow, SealedRows } from '../queue/sealedRows.ts'

/** A browser's storage as tests see it. */
export interface MemoryRows {
  /** One person's part of it. */
  of(userId: string): SealedRows
  /** Everything in it, by place. */
  readonly rows: ReadonlyMap<string, SealedRow>
  readonly keys: ReadonlyMap<string, CryptoKey>
  wipe(): void
}

/** As IndexedDB keeps it, in memory. */
export function createMemoryRows(): MemoryRows {
  const rows = new Map<string, SealedRow>()
  const keys = new Map<string, CryptoKey>()
  return {
    rows,
    keys,
    of(userId) {
      const placeOf = (kind: RowKind, id: string) => `${userId}/${kind}/${id}`
      return {
        key: async (fresh) => {
          const key = keys.get(userId) ?? fresh
          keys.set(userId, key)
          return key
        },
        list: async (kind) =>
          [...rows]
            .filter(([place]) => place.startsWith(placeOf(kind, '')))
            .map(([, row]) => row)
            .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
        put: async (kind, row) => void rows.set(placeOf(kind, row.id), row),
        replace: async (kind, row) => {
          if (rows.has(placeOf(kind, row.id))) rows.set(placeOf(kind, row.id), row)
        },
        remove: async (kind, id) => void rows.delete(placeOf(kind, id)),
      }
    },
    wipe() {
      rows.clear()
      keys.clear()
    },
  }
}
