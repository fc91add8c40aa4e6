import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { seedDemoHospital } from '../../lib/composition/seedDemoHospital.ts'
import { startEmbeddedPostgres } from '../../lib/platform/database/embeddedPostgres.ts'
import { migrate } from '../../lib/platform/database/migrate.ts'
import { silentLogger } from '../../lib/realtime/testing/createTestGateway.ts'

/** A PostgreSQL of the benchmark's own, as durable as in production, and a folder; both are gone at its end. */
export interface BenchPostgres extends AsyncDisposable {
  readonly dataDir: string
  /** A new database with the demo hospital in it. */
  createDemo(name: string): Promise<string>
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardline-bench-'))
  const server = await startEmbeddedPostgres({ dataDir })
  return {
    dataDir,
    async createDemo(name) {
      await runSql(server.url, `CREATE DATABASE ${name}`)
      const url = new URL(server.url)
      url.pathname = `/${name}`
      await migrate(url.href)
      await seedDemoHospital({ url: url.href, siteTimeZone: 'UTC', now: new Date(), logger: silentLogger })
      return url.href
    },
    async [Symbol.asyncDispose]() {
      await server.stop({ evenIfUsed: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** One statement over a connection of its own, as somebody at a psql prompt. */
export async function runSql<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
