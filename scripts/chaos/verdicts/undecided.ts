import { changesOfOperation, isPrimary } from '../effects.ts'
import type { Verdict } from './verdict.ts'

/** Writes that are there in part: some of their rows changed, and the one that they are about did not, or the other way. */
export const undecided: Verdict = ({ operations, committed, written }) => {
  const byOperation = changesOfOperation(committed)
  return operations.flatMap((operation) => {
    const changes = byOperation.get(operation.id) ?? []
    const isThere = changes.some((change) => isPrimary(operation, change))
    const missing = isThere ? missingParts(operation.kind, changes) : []
    const said = `${operation.kind} ${operation.id} (${operation.outcome})`
    if (!isThere && changes.length > 0) return [`${said}: changed other rows, and not the one it is about`]
    if (missing.length > 0) return [`${said}: lacks ${missing.join(', ')}`]
    if (!isThere && (written.get(operation.id) ?? 0) > 0)
      return [`${said}: its words are there, its change is not`]
    return []
  })
}

/** What comes with the row itself, where anything must. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  withdraw: ['insert ArchiveRequestCrate', 'update Crate'],
  transfer: ['insert ArchiveRequestCrate', 'update Crate'],
  approve: ['update Crate'],
  reject: ['update Crate'],
  cancel: ['update Crate'],
  'send-back': ['insert SendBack'],
}

function missingParts(kind: string, changes: readonly { action: string; model: string }[]): string[] {
  const there = new Set(changes.map(({ action, model }) => `${action} ${model}`))
  return (PARTS[kind] ?? []).filter((part) => !there.has(part))
}
