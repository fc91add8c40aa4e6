import type { Page } from '@playwright/test'

/** Everything that the page's browser stores for its address, as one text; bytes as latin1. */
export const readStored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answerOf = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('no answer'))
      })
    const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
    const toText = (_name: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return latin1(new Uint8Array(value))
      return value instanceof Uint8Array ? latin1(value) : value
    }
    const texts = [localStorage, sessionStorage].map((storage) => JSON.stringify(Object.entries(storage)))
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await answerOf(indexedDB.open(name))
      for (const store of db.objectStoreNames) {
        const rows = db.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([answerOf(rows.getAllKeys()), answerOf(rows.getAll())])
        texts.push(JSON.stringify([keys, values], toText))
      }
      db.close()
    }
    // Plain http has none.
    const caching: CacheStorage | undefined = globalThis.caches
    for (const name of (await caching?.keys()) ?? []) {
      const cache = await caching.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        texts.push(request.url, (await answer?.text()) ?? '')
      }
    }
    return texts.join('\n')
  })

/** How many messages and drafts the page's browser keeps. */
export const countKept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('wardline.writing')
        opening.onerror = () => reject(opening.error ?? new Error('it cannot be opened'))
        opening.onsuccess = () => {
          const count = opening.result.transaction('rows').objectStore('rows').count()
          count.onsuccess = () => {
            opening.result.close()
            resolve(count.result)
          }
        }
      }),
  )
