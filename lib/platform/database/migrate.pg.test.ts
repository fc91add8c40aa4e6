import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { urlOfDatabase } from '../testing/testDatabaseUrl.ts'
import { migrate } from './migrate.ts'

const serverUrl = inject('testPostgresUrl')
const ourMigrations = new URL('../../../prisma/migrations', import.meta.url).pathname
const name = `wardline_migrate_${randomBytes(6).toString('hex')}`
const url = urlOfDatabase(serverUrl, name)
let dir: string

async function query(sql: string, at = url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

function writeMigration(migration: string, sql: string): void {
  mkdirSync(join(dir, migration), { recursive: true })
  writeFileSync(join(dir, migration, 'migration.sql'), sql)
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'wardline-migrations-'))
  writeFileSync(join(dir, 'migration_lock.toml'), '')
  writeMigration('20260101000000_one', 'CREATE TABLE one (id int);\nCREATE TABLE two (id int);')
  writeMigration('20260102000000_two', 'ALTER TABLE one ADD COLUMN name text;')
  await query(`CREATE DATABASE ${name}`, serverUrl)
})

afterEach(async () => {
  rmSync(dir, { recursive: true })
  await query(`DROP DATABASE ${name} WITH (FORCE)`, serverUrl)
})

test("the product's own migrations apply to an empty database, and then there is nothing to do", async () => {
  cpSync(ourMigrations, dir, { recursive: true })
  rmSync(join(dir, '20260101000000_one'), { recursive: true })
  rmSync(join(dir, '20260102000000_two'), { recursive: true })
  expect((await migrate(url, { dir })).length).toBeGreaterThan(0)
  expect(await migrate(url)).toEqual([])
})

test('each is applied in order and recorded as Prisma does', async () => {
  expect(await migrate(url, { dir })).toEqual(['20260101000000_one', '20260102000000_two'])
  const recorded = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
  expect(recorded[0]).toMatchObject({
    migration_name: '20260101000000_one',
    // sha256sum of the file
    checksum: 'deedaf417e2b8fa74159dfa1a0e366c1ad55946a9e6e99d3ea3e4b03e86ae121',
    finished_at: expect.any(Date) as Date,
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 1,
  })
})

test('processes that start together apply each once', async () => {
  const results = await Promise.all([1, 2, 3].map(() => migrate(url, { dir })))
  expect(results.flat()).toEqual(['20260101000000_one', '20260102000000_two'])
})

test('a failing one leaves nothing of itself, says where it failed, and applies once it is put right', async () => {
  writeMigration(
    '20260103000000_three',
    'CREATE TABLE three (id int);\n\nALTER TABLE nowhere ADD COLUMN x int;',
  )
  await expect(migrate(url, { dir })).rejects.toThrow(/20260103000000_three failed.*"nowhere" does not exist/)
  expect(await query(`SELECT to_regclass('three') AS three`)).toEqual([{ three: null }])
  writeMigration('20260103000000_three', 'CREATE TABLE three (id int);\nSELEC 1;')
  await expect(migrate(url, { dir })).rejects.toThrow(/20260103000000_three failed in line 2: syntax error/)
  writeMigration('20260103000000_three', 'CREATE TABLE three (id int);')
  expect(await migrate(url, { dir })).toEqual(['20260103000000_three'])
})

test('an applied migration that was edited stops the start; other line ends do not count', async () => {
  await migrate(url, { dir })
  writeMigration('20260101000000_one', 'CREATE TABLE one (id int);\r\nCREATE TABLE two (id int);')
  expect(await migrate(url, { dir })).toEqual([])
  writeMigration('20260101000000_one', 'CREATE TABLE one (id bigint);')
  await expect(migrate(url, { dir })).rejects.toMatchObject({
    message: expect.stringMatching(/20260101000000_one was edited/) as string,
    exitCode: 78,
  })
})

test('a database newer than the code is refused and left alone', async () => {
  await migrate(url, { dir })
  rmSync(join(dir, '20260102000000_two'), { recursive: true })
  writeMigration('20260103000000_three', 'CREATE TABLE three (id int);')
  await expect(migrate(url, { dir })).rejects.toThrow(/newer than this version.*20260102000000_two/)
  expect(await query(`SELECT to_regclass('three') AS three`)).toEqual([{ three: null }])
})

test("another program's database is refused and left alone", async () => {
  await query('CREATE TABLE theirs (id int)')
  await expect(migrate(url, { dir })).rejects.toThrow(/tables that are not Wardline's/)
  expect(await query(`SELECT to_regclass('_prisma_migrations') AS ours`)).toEqual([{ ours: null }])
})

test('what Prisma began and did not finish is for a person to settle', async () => {
  await migrate(url, { dir })
  await query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_two'`)
  await expect(migrate(url, { dir })).rejects.toThrow(/20260102000000_two was begun by another program/)
  await query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name LIKE '%_two'`)
  await query('ALTER TABLE one DROP COLUMN name')
  expect(await migrate(url, { dir })).toEqual(['20260102000000_two'])
})
