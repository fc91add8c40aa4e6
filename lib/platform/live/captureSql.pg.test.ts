import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveModels } from '../../liveModels.ts'
import { modelTables, readDatamodel } from '../../../scripts/readModelTables.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { captureArguments } from './captureSql.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

test('[LIV-2] the database captures exactly what the domains declare; `npm run migration` brings it there', async () => {
  const tables = modelTables(await readDatamodel())
  const wanted = Object.entries(liveModels).flatMap(([name, model]) => {
    const table = tables[name]
    if (table === undefined) throw new Error(`${name} is no Prisma model`)
    const args = captureArguments(name, model, table)
    return [
      { table: table.table, trigger: 'live_capture', args, enabled: 'A' },
      { table: table.table, trigger: 'live_no_truncate', args: [] as readonly string[], enabled: 'A' },
    ]
  })
  const found = await db.query<Record<string, unknown>>(
    `SELECT c.relname AS table, t.tgname AS trigger, t.tgenabled AS enabled, encode(t.tgargs, 'escape') AS args
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname IN ('live_capture', 'live_no_truncate')`,
  )
  const seen = found.map((row) => ({
    ...row,
    args: String(row['args'])
      .split('\\000')
      .filter((arg) => arg !== ''),
  }))
  const byName = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b))
  expect(seen.toSorted(byName)).toEqual(
    wanted.map(({ table, trigger, enabled, args }) => ({ table, trigger, enabled, args })).toSorted(byName),
  )
})

test('[LIV-3] the audit names every changed field as Prisma does', async () => {
  const datamodel = await readDatamodel()
  const live = datamodel.models.filter((model) => model.name in liveModels)
  for (const field of live.flatMap((model) => model.fields).filter((one) => one.kind !== 'object')) {
    const [row] = await db.query<{ name: string }>(
      `SELECT lower(left(camel, 1)) || substr(camel, 2) AS name FROM replace(initcap(replace($1, '_', ' ')), ' ', '') AS camel`,
      [field.dbName ?? field.name],
    )
    expect(row?.name).toBe(field.name)
  }
})

test('[LIV-3] the audit is append-only', async () => {
  for (const sql of [
    'UPDATE audit_entries SET action = $$x$$',
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
  ]) {
    await expect(db.query(sql)).rejects.toThrow(/append-only/)
  }
})
