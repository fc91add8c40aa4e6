import { signInAsScript, type ScriptClient } from '../../../e2e/harness/scriptClient.ts'
import type { DemoDatabase } from '../../../e2e/harness/demoDatabase.ts'

/** A person who writes, and the unit that they work in. */
export interface Writer {
  readonly client: ScriptClient
  readonly unitId: string
  /** Decides on the unit's requests, and takes crates off its list. */
  readonly isManager: boolean
}

/** People to copy: two units, so that transfers have somewhere to go; managers and clerks, so that requests are decided. */
const MODELS = [
  'manager.surgery@wardline.test',
  'clerk.surgery@wardline.test',
  'manager.radiology@wardline.test',
  'clerk.radiology@wardline.test',
]

/** Makes so many people beside the demo hospital's, and signs them in. */
export async function makeWriters(
  database: DemoDatabase,
  { url, count }: { readonly url: string; readonly count: number },
): Promise<Writer[]> {
  const rows = await database.query<{ email: string; unit_id: string }>(
    `INSERT INTO users (id, email, name, role, unit_id, password_hash)
     SELECT gen_random_uuid(), left(gen_random_uuid()::text, 8) || '.' || email, name || ' ' || copy, role, unit_id, password_hash
       FROM users, generate_series(1, $1) AS copy
      WHERE email = ANY ($2) ORDER BY copy, email LIMIT $3
     RETURNING email, unit_id`,
    [Math.ceil(count / MODELS.length), MODELS, count],
  )
  return await Promise.all(
    rows.map(async ({ email, unit_id: unitId }) => ({
      client: await signInAsScript(url, email),
      unitId,
      isManager: email.includes('manager'),
    })),
  )
}
