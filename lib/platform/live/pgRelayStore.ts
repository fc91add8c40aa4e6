import pg from 'pg'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import type { RelayStore } from '../../realtime/server/relayStore.ts'
import { LOCK_SESSION_SETTINGS } from './lockSession.ts'
import { moveBatch } from './moveBatch.ts'

/** The database may forget what it has committed: a log in it would promise what it cannot keep. */
export class UnsafeDatabaseError extends Error {
  constructor(reason: string) {
    super(`The live log needs a database that keeps what it commits: ${reason}`)
    this.name = 'UnsafeDatabaseError'
  }
}

/** One number for the whole deployment; advisory locks are per database. */
const RELAY_LOCK = 5_117_701

/**
 * The relay's store: lock and work share one direct connection, so whoever lost the lock cannot work any more.
 * `directUrl` must not lead through a transaction pooler. A connection that waits for the lock is kept between tries;
 * left alone, the server ends it after 3 s.
 */
export function createPgRelayStore(o: { directUrl: string; logger: EngineLogger }): RelayStore {
  let waiting: pg.Client | null = null

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: o.directUrl,
      application_name: 'wardline relay',
      connectionTimeoutMillis: 3_000,
      query_timeout: 35_000,
      keepAlive: true,
    })
    client.on('error', () => {
      if (waiting === client) waiting = null
    })
    try {
      await client.connect()
      await client.query(LOCK_SESSION_SETTINGS)
      await refuseUnsafe(client)
      return client
    } catch (error) {
      await end(client)
      throw error
    }
  }

  return {
    async acquire() {
      const client = waiting ?? (await connect())
      waiting = null
      try {
        const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
          RELAY_LOCK,
        ])
        if (rows[0]?.held !== true) {
          waiting = client
          return null
        }
      } catch (error) {
        await end(client)
        throw error
      }
      return {
        moveBatch: (limit, route) => moveBatch(client, limit, route),
        release: () => end(client),
      }
    },
  }
}

async function refuseUnsafe(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ fsync: string; synchronous_commit: string; standby: boolean }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
            pg_is_in_recovery() AS standby`,
  )
  const server = rows[0]
  if (server?.fsync === 'off') throw new UnsafeDatabaseError('it runs with fsync = off. Turn it on.')
  if (server?.standby === true)
    throw new UnsafeDatabaseError('it is a standby. Name the primary in DATABASE_DIRECT_URL.')
  if (server?.synchronous_commit === 'off') await client.query('SET synchronous_commit = local')
}

async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => {})
}
