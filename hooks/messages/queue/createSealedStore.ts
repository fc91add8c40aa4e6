import type { RowKind, SealedRows } from './sealedRows.ts'

/** Keeps values of one person in this browser, so that what is stored can be read in a page of theirs only. */
export interface SealedStore {
  /** By id, ascending. Without what cannot be opened; what is too old is forgotten. */
  list(kind: RowKind): Promise<{ readonly id: string; readonly value: unknown }[]>
  put(kind: RowKind, id: string, value: unknown): Promise<void>
  /** Only where it is still there: another tab may have sent or discarded it. */
  replace(kind: RowKind, id: string, value: unknown): Promise<void>
  remove(kind: RowKind, id: string): Promise<void>
}

/** What was written is forgotten after this long, in ms. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
const AES = 'AES-GCM'
const IV_BYTES = 12

/** AES-256-GCM with a key that never leaves the browser (`extractable: false`); bound to person, kind and id. */
export function createSealedStore(o: {
  readonly rows: SealedRows
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>
  readonly userId: string
  readonly now: () => number
}): SealedStore {
  const { rows, userId } = o
  const { subtle } = o.crypto
  const key = subtle
    .generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt'])
    .then((fresh) => rows.key(fresh))
  // Each use says what went wrong; nobody may be using it now.
  key.catch(() => undefined)
  const placeOf = (kind: RowKind, id: string) => new TextEncoder().encode(`${userId} ${kind} ${id}`)

  async function seal(kind: RowKind, id: string, value: unknown) {
    const iv = o.crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const algorithm = { name: AES, iv, additionalData: placeOf(kind, id) }
    const sealed = await subtle.encrypt(algorithm, await key, new TextEncoder().encode(JSON.stringify(value)))
    return { id, at: o.now(), iv, sealed }
  }

  return {
    async list(kind) {
      const found: { id: string; value: unknown }[] = []
      for (const { id, at, iv, sealed } of await rows.list(kind)) {
        if (at <= o.now() - KEPT_MS) await rows.remove(kind, id)
        else {
          const algorithm = { name: AES, iv, additionalData: placeOf(kind, id) }
          const bytes = await subtle.decrypt(algorithm, await key, sealed).catch(() => null)
          if (bytes !== null) found.push({ id, value: JSON.parse(new TextDecoder().decode(bytes)) })
        }
      }
      return found
    },
    put: async (kind, id, value) => rows.put(kind, await seal(kind, id, value)),
    replace: async (kind, id, value) => rows.replace(kind, await seal(kind, id, value)),
    remove: (kind, id) => rows.remove(kind, id),
  }
}
