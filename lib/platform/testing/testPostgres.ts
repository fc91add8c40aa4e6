import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../database/embeddedPostgres.ts'
import { migrate } from '../database/migrate.ts'
import { TEMPLATE_DATABASE, urlOfDatabase } from './testDatabaseUrl.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the server that this run's test databases live in. */
    testPostgresUrl: string
  }
}

/**
 * One PostgreSQL for a whole test run, with one migrated template database that test files clone. It is as durable as
 * in production (fsync stays on). `WARDLINE_TEST_POSTGRES` names a running server instead, as a superuser.
 */
export default async function startTestPostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['WARDLINE_TEST_POSTGRES']
  const server = given === undefined ? await startThrowaway() : { url: given, stop: async () => {} }
  await makeTemplate(server.url)
  project.provide('testPostgresUrl', server.url)
  return () => server.stop()
}

async function startThrowaway(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardline-test-postgres-'))
  const server = await startEmbeddedPostgres({ dataDir })
  return {
    url: server.url,
    stop: async () => {
      await server.stop({ evenIfUsed: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeTemplate(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
  } finally {
    await admin.end()
  }
  await migrate(urlOfDatabase(url, TEMPLATE_DATABASE))
}
