import { createHmac, timingSafeEqual } from 'node:crypto'
import { StartError } from '../startError.ts'
import { SECRET_NAMES, type Secrets } from './loadSecrets.ts'

/** The keys are not those with which the database was set up. */
export class KeyMismatchError extends StartError {}

/** A pool or client of `pg`. */
export interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

/**
 * Compares the keys with the fingerprints in the database; the first start stores them. A process with other keys would
 * refuse everybody's sign-in and the other processes' word, so it must not start.
 * @throws KeyMismatchError that names the keys which differ
 */
export async function checkFingerprints(database: Queryable, secrets: Secrets): Promise<void> {
  const differing: string[] = []
  for (const name of SECRET_NAMES) {
    const own = fingerprint(name, secrets[name])
    await database.query(
      'INSERT INTO key_fingerprints (name, fingerprint) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING',
      [name, own],
    )
    const { rows } = await database.query('SELECT fingerprint FROM key_fingerprints WHERE name = $1', [name])
    if (!same(own, (rows as { fingerprint: string }[])[0]?.fingerprint ?? '')) differing.push(name)
  }
  if (differing.length > 0) throw new KeyMismatchError(explain(differing))
}

/** Tells keys apart without telling anything about them. */
function fingerprint(name: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(`wardline fingerprint ${name}`).digest('hex')
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function explain(names: readonly string[]): string {
  const keys = names.map((name) => `${name} (WARDLINE_${name.toUpperCase()}_SECRET)`).join(', ')
  return (
    `These keys are not those with which the database was set up: ${keys}. Give this process the same keys as the ` +
    'others, or restore the folder secrets in the data folder from a backup. If the old keys are lost for good, ' +
    'delete their rows from the table key_fingerprints: everybody then signs in anew.'
  )
}
