import { createHmac } from 'node:crypto'
import type { RingKey } from '../crypto/keyRing.ts'
import { KeyMismatchError, type Queryable } from './checkFingerprints.ts'

/**
 * Compares the ring with the database: a key keeps its name for ever, and every key that still wraps something must be
 * there. Otherwise this process would write what others cannot read, or could not read what they wrote.
 * @throws KeyMismatchError that names the keys
 */
export async function checkKeyRing(database: Queryable, ring: readonly RingKey[]): Promise<void> {
  const differing: string[] = []
  for (const { id, key } of ring) {
    const name = `messages ${id}`
    const own = createHmac('sha256', key).update(`wardline fingerprint ${name}`).digest('hex')
    await database.query(
      'INSERT INTO key_fingerprints (name, fingerprint) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      [name, own],
    )
    const { rows } = await database.query('SELECT fingerprint FROM key_fingerprints WHERE name = $1', [name])
    if ((rows as { fingerprint: string }[])[0]?.fingerprint !== own) differing.push(id)
  }
  if (differing.length > 0) {
    throw new KeyMismatchError(
      `MESSAGE_ENCRYPTION_KEY has another key under a name that is known: ${differing.join(', ')}. Give a new key a new name.`,
    )
  }
  const { rows } = await database.query(
    'SELECT DISTINCT key_id FROM conversation_keys WHERE key_id <> ALL($1)',
    [ring.map(({ id }) => id)],
  )
  const missing = (rows as { key_id: string }[]).map((row) => row.key_id)
  if (missing.length > 0) {
    throw new KeyMismatchError(
      `Conversations are still locked with keys that MESSAGE_ENCRYPTION_KEY lacks: ${missing.join(', ')}. Add them behind the new one, and run \`npm run wardline -- keys rotate\` before they are taken away.`,
    )
  }
}
