import * as z from 'zod/mini'
import { IMPORT_FIELDS, type ImportLine } from './importLine.ts'

const KEY = 'wardline.import'
const IDS_KEY = 'wardline.import.ids'

const Line = z.object({
  id: z.uuid(),
  line: z.int(),
  words: z.record(z.enum(IMPORT_FIELDS), z.string()),
  state: z.enum(['unchecked', 'created', 'exists', 'valid', 'refused']),
  problems: z.record(z.string(), z.string()),
  number: z.nullable(z.string()),
})

const Kept = z.object({ fileName: z.string(), unitId: z.nullable(z.string()), lines: z.array(Line) })

/** An import as it survives a reload of its tab. */
export interface KeptImport {
  readonly fileName: string
  readonly unitId: string | null
  readonly lines: readonly ImportLine[]
}

const KeptIds = z.object({ fingerprint: z.string(), ids: z.array(z.string()) })

/** The import that this tab was at; null when there is none. */
export function readImport(): KeptImport | null {
  const kept = Kept.safeParse(read(KEY))
  return kept.success ? kept.data : null
}

/** Keeps it for this tab; null forgets it. What is too large for the browser is not kept: the ids still are. */
export function keepImport(kept: KeptImport | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(KEY)
    else sessionStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    sessionStorage.removeItem(KEY)
  }
}

/** The ids that the lines of this file had when it was chosen before; empty for another one. */
export function readIds(fingerprint: string): readonly string[] {
  const kept = KeptIds.safeParse(read(IDS_KEY))
  return kept.success && kept.data.fingerprint === fingerprint ? kept.data.ids : []
}

/** Keeps the ids of a file's lines, by row. */
export function keepIds(fingerprint: string, ids: readonly string[]): void {
  try {
    sessionStorage.setItem(IDS_KEY, JSON.stringify({ fingerprint, ids }))
  } catch {
    // A browser without storage: a lost answer is still sent again with the same ids.
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}
