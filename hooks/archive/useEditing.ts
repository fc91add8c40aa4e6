import { useState } from 'react'
import type { ApiError } from '../ApiError.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

/** A row under edit, and what became of it meanwhile. */
export interface Editing<Row> {
  /** The row as it was when the person last looked at it: its version is the one to send. */
  readonly base: Row
  /** A later version that the person has not agreed to yet; null when there is none. */
  readonly newer: Row | null
  /** The person has seen `newer`: from now on their changes are changes to it. */
  readonly agree: (newer: Row) => void
}

/** Watches a row while it is edited: `live` is how it stands, `refusal` what the server said to the last try. */
export function useEditing<Row extends Versioned>(live: Row, refusal: ApiError | null): Editing<Row> {
  const [base, setBase] = useState(live)
  const refused = refusal?.code === 'conflict' && isVersionOf(refusal.current, live) ? refusal.current : null
  const latest = refused !== null && refused.version > live.version ? refused : live
  return { base, newer: latest.version > base.version ? latest : null, agree: setBase }
}

/** Answers of the server are believed to be what its contract says; that it is this row is checked. */
function isVersionOf<Row extends Versioned>(current: unknown, row: Row): current is Row {
  return typeof current === 'object' && current !== null && 'id' in current && current.id === row.id
}
