import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { migrate } from '../../lib/platform/database/migrate.ts'
import { seedDemoHospital } from '../../lib/composition/seedDemoHospital.ts'
import { createLogger } from '../../lib/platform/createLogger.ts'

const TEMPLATE = 'wardline_demo'

/** A database of one test, with the demo hospital in it. */
export interface DemoDatabase {
  readonly url: string
  /** Plain SQL, as somebody at a psql prompt. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  drop(): Promise<void>
}

/** Migrates and seeds the database that the others are copied from. */
export async function makeTemplate(serverUrl: string): Promise<void> {
  await asAdmin(serverUrl, `CREATE DATABASE ${TEMPLATE}`)
  const url = urlOf(serverUrl, TEMPLATE)
  await migrate(url)
  const logger = createLogger({ level: 'warn' })
  await seedDemoHospital({ url, siteTimeZone: 'UTC', now: new Date(), logger })
}

export async function createDemoDatabase(): Promise<DemoDatabase> {
  const serverUrl = process.env['WARDLINE_E2E_POSTGRES']
  if (serverUrl === undefined) throw new Error('startPostgres did not run')
  const name = `wardline_e2e_${randomBytes(6).toString('hex')}`
  await asAdmin(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const url = urlOf(serverUrl, name)
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  pool.on('error', () => {})
  return {
    url,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...values])).rows,
    async drop() {
      await pool.end()
      await asAdmin(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}

function urlOf(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}

/** Copies are made one after the other: PostgreSQL refuses to copy a database that somebody else copies just now. */
async function asAdmin(serverUrl: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  try {
    await admin.query(`SELECT pg_advisory_lock(hashtext('wardline e2e'))`)
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}
