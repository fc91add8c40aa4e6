import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from './createLogger.ts'
import { createTestDatabase, type TestDatabase } from './testing/createTestDatabase.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** The error, as the log has it. */
function logged(err: unknown): { readonly line: string; readonly fields: Record<string, unknown> } {
  const lines: string[] = []
  createLogger({ level: 'info', out: { write: (line) => void lines.push(line) } }).error({ err }, 'lost')
  const line = lines.join('')
  return { line, fields: (JSON.parse(line) as { err: Record<string, unknown> }).err }
}

test('an error of a pool says which it is, and nothing of the connection that it carries', async () => {
  const url = new URL(db.url)
  url.searchParams.set('application_name', 'wardline redact')
  const pool = new pg.Pool({ connectionString: url.toString(), max: 1 })
  const failing = new Promise<Error>((resolve) => void pool.once('error', resolve))
  await pool.query('SELECT 1')
  await db.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wardline redact'`,
  )
  const error = await failing
  expect(error).toHaveProperty('client.connectionParameters')
  const { line, fields } = logged(error)
  expect(Object.keys(fields).toSorted()).toEqual(['code', 'message', 'severity', 'stack', 'type'])
  expect(fields).toMatchObject({ code: '57P01', severity: 'FATAL' })
  expect(url.password).not.toBe('')
  expect(line).not.toContain(decodeURIComponent(url.password))
  await pool.end()
})

test('an error of a query does not say what stood in the row', async () => {
  const failing = db.query(
    `INSERT INTO units (id, code, name) VALUES (gen_random_uuid(), 'geheim', 'a'), (gen_random_uuid(), 'geheim', 'b')`,
  )
  const error = await failing.then(
    () => null,
    (cause: unknown) => cause,
  )
  expect(error).toHaveProperty('detail', expect.stringContaining('geheim'))
  const { line, fields } = logged(error)
  expect(fields).toMatchObject({ code: '23505', severity: 'ERROR' })
  expect(line).not.toContain('geheim')
})
