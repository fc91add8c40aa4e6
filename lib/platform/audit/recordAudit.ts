import type { WardlinePrisma } from '../database/createDatabase.ts'

/** What happened without changing a row of a live model; changes of rows are recorded by the capture trigger. */
export interface AuditRecord {
  /** sign_in, sign_in_failed, sign_out, password_changed, refresh_reused, denied, … */
  readonly action: string
  readonly actorId: string | null
  readonly sessionId: string | null
  readonly address: string | null
  readonly changeId?: string | null
  /** Ids, states and numbers only. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

/** Adds an entry to the audit log, inside the caller's transaction when given one. Nothing ever changes an entry. */
export async function recordAudit(
  database: Pick<WardlinePrisma, 'auditEntry'>,
  { action, actorId, sessionId, address, changeId = null, detail }: AuditRecord,
): Promise<void> {
  await database.auditEntry.createMany({
    data: [{ action, actorId, sessionId, address, changeId, fields: [], ...(detail && { detail }) }],
  })
}
