import { v7 } from 'uuid'
import { BULK_MAX, type CrateImport, type CrateImported } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../../apiFetch.ts'
import { sendChange } from '../../live/sendChange.ts'
import type { ImportLine } from './importLine.ts'

export interface SendOptions {
  /** Null: one's own unit. */
  readonly unitId: string | null
  /** True: nothing is written, only checked. */
  readonly isDryRun: boolean
  readonly signal: AbortSignal
  /** Hears each piece's answer as it comes. */
  readonly onResults: (results: CrateImported['results']) => void
}

/**
 * Sends lines in pieces, one after the other, all under one change id: the import is one act. A lost answer is asked for again
 * under the same ids. Rejects with an ApiError.
 */
export async function sendLines(lines: readonly ImportLine[], options: SendOptions): Promise<void> {
  const { unitId, isDryRun, signal, onResults } = options
  const importId = v7()
  for (let at = 0; at < lines.length; at += BULK_MAX) {
    const body: CrateImport = {
      ...(unitId === null ? {} : { unit_id: unitId }),
      dry_run: isDryRun,
      lines: lines.slice(at, at + BULK_MAX).map(({ id, line, words }) => ({ id, line, ...words })),
    }
    const { results } = await sendChange(importId, ({ changeId }) =>
      apiFetch<CrateImported>('/api/archive/crates/import', { method: 'POST', body, changeId, signal }),
    )
    if (signal.aborted) return
    onResults(results)
  }
}
