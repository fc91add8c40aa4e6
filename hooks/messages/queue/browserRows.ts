import type { RowKind, SealedRow, SealedRows } from './sealedRows.ts'

const NAME = 'wardline.writing'
const [ROWS, KEYS] = ['rows', 'keys'] as const
/** Above every id. */
const END = '\uffff'

/** One person's rows in IndexedDB. What others left behind in this browser is forgotten first. */
export function browserRows(userId: string): SealedRows {
  const opened = openRows().then(async (db) => {
    await forgetOthers(db, userId)
    return db
  })
  opened.catch(() => undefined)
  const keyOf = (kind: RowKind, id: string) => [userId, kind, id]

  return {
    async key(fresh) {
      const keys = (await opened).transaction(KEYS, 'readwrite').objectStore(KEYS)
      const known = await answerOf<CryptoKey | undefined>(keys.get(userId))
      if (known) return known
      await answerOf(keys.put(fresh, userId))
      return fresh
    },
    async list(kind) {
      const range = IDBKeyRange.bound(keyOf(kind, ''), keyOf(kind, END))
      return answerOf<SealedRow[]>((await opened).transaction(ROWS).objectStore(ROWS).getAll(range))
    },
    async put(kind, row) {
      await answerOf(storeOf(await opened).put(row, keyOf(kind, row.id)))
    },
    async replace(kind, row) {
      const store = storeOf(await opened)
      const key = keyOf(kind, row.id)
      if ((await answerOf(store.count(key))) > 0) await answerOf(store.put(row, key))
    },
    async remove(kind, id) {
      await answerOf(storeOf(await opened).delete(keyOf(kind, id)))
    },
  }
}

/** Forgets everybody's rows and keys in this browser. */
export async function wipeBrowserRows(): Promise<void> {
  const db = await openRows()
  const both = db.transaction([ROWS, KEYS], 'readwrite')
  await Promise.all([answerOf(both.objectStore(ROWS).clear()), answerOf(both.objectStore(KEYS).clear())])
  db.close()
}

const storeOf = (db: IDBDatabase): IDBObjectStore => db.transaction(ROWS, 'readwrite').objectStore(ROWS)

async function openRows(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(ROWS)
    opening.result.createObjectStore(KEYS)
  }
  const db = await answerOf(opening)
  // A later release may want to change it.
  db.onversionchange = () => db.close()
  return db
}

async function forgetOthers(db: IDBDatabase, userId: string): Promise<void> {
  const both = db.transaction([ROWS, KEYS], 'readwrite')
  const [rows, keys] = [both.objectStore(ROWS), both.objectStore(KEYS)]
  const others = [
    [IDBKeyRange.upperBound([userId], true), IDBKeyRange.upperBound(userId, true)],
    [IDBKeyRange.lowerBound([userId, END]), IDBKeyRange.lowerBound(userId, true)],
  ] as const
  await Promise.all(
    others.flatMap(([ofRows, ofKeys]) => [answerOf(rows.delete(ofRows)), answerOf(keys.delete(ofKeys))]),
  )
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The browser could not store it.'))
  })
}
