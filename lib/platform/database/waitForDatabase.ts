import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../startError.ts'

/** The database cannot be used as DATABASE_URL says. */
export class DatabaseUnreachableError extends StartError {}

/** Of PostgreSQL: wrong password or user, no such database, no right to connect. Waiting does not help. */
const HOPELESS = new Set(['28P01', '28000', '3D000', '42501'])

/**
 * Resolves once the database answers; in a deployment it may start at the same time as we do.
 * @throws DatabaseUnreachableError at once when it refuses us, else after `limitMs` (60 s). The message holds no password
 */
export async function waitForDatabase(
  url: string,
  options: { say?: (line: string) => void; limitMs?: number } = {},
): Promise<void> {
  const { hostname, port, pathname } = new URL(url)
  const place = `${hostname}:${port === '' ? '5432' : port}${pathname}`
  const deadline = Date.now() + (options.limitMs ?? 60_000)
  for (let attempt = 0; ; attempt += 1) {
    const failure = await tryOnce(url)
    if (failure === null) return
    if (HOPELESS.has(failure.code ?? '') || Date.now() > deadline) {
      throw new DatabaseUnreachableError(
        `DATABASE_URL names a database that cannot be used (${place}): ${failure.message}`,
      )
    }
    if (attempt === 0) options.say?.(`Waiting for the database at ${place} (${failure.message})`)
    await sleep(500)
  }
}

async function tryOnce(url: string): Promise<{ code?: string; message: string } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return null
  } catch (error) {
    return describe(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A name with several addresses fails with one error for each and an empty message of its own. */
function describe(error: unknown): { code?: string; message: string } {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const { code } = first as { code?: string }
  const message = first instanceof Error ? first.message : String(first)
  return code === undefined ? { message } : { code, message }
}
