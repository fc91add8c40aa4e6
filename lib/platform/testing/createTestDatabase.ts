import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { createDatabase, type Database } from '../database/createDatabase.ts'
import { TEMPLATE_DATABASE, urlOfDatabase } from './testDatabaseUrl.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly database: Database
  /** Plain connections, as upkeep has them. */
  readonly pool: pg.Pool
  /** Plain SQL over a connection of its own, as somebody at a psql prompt: no stamp, no extension. */
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
}

const silent: EngineLogger = { debug() {}, info() {}, warn() {}, error() {} }

/** A database of its own for one test file (or one test): a copy of the migrated template, dropped at its end. */
export async function createTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const serverUrl = inject('testPostgresUrl')
  const name = `wardline_test_${randomBytes(6).toString('hex')}`
  await asAdmin(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`)
  const url = urlOfDatabase(serverUrl, name)
  const database = createDatabase({ url, poolSize: options.poolSize ?? 5, logger: silent })
  const plain = quietPool(url, 1)
  const pool = quietPool(url, 2)
  return {
    url,
    database,
    pool,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await plain.query<Row>(sql, values)).rows,
    async [Symbol.asyncDispose]() {
      await database.close()
      await plain.end()
      await pool.end()
      await asAdmin(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

/** A pool is done before its connections are, and the drop may end those first: nobody needs to hear of it. */
function quietPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString, max })
  pool.on('error', () => {})
  return pool
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}
