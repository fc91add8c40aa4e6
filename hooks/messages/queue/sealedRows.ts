/** A row as the browser stores it: what it says is sealed. */
export interface SealedRow {
  readonly id: string
  /** Ms since 1970. */
  readonly at: number
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: ArrayBuffer
}

export type RowKind = 'message' | 'draft'

/** Where one person's rows and key lie. Rejects where the browser has no room, or forbids it. */
export interface SealedRows {
  /** The person's key: the one that is there, else `fresh`, which is kept then. */
  key(fresh: CryptoKey): Promise<CryptoKey>
  /** By id, ascending. */
  list(kind: RowKind): Promise<SealedRow[]>
  put(kind: RowKind, row: SealedRow): Promise<void>
  /** Does nothing where it is not there any more. */
  replace(kind: RowKind, row: SealedRow): Promise<void>
  remove(kind: RowKind, id: string): Promise<void>
}
