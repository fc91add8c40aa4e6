import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { StartError } from '../startError.ts'
import { matchesChecksum, type MigrationFile, readMigrationFiles } from './migrationFiles.ts'

/** The database and the migrations of this version do not fit. */
export class MigrationError extends StartError {}

export interface MigrateOptions {
  /** By default `prisma/migrations`. */
  readonly dir?: string
  readonly say?: (line: string) => void
}

interface AppliedMigration {
  readonly migration_name: string
  readonly checksum: string
  readonly finished_at: Date | null
}

/** Prisma's own lock, so that `prisma migrate deploy` and we never work at the same time. */
const LOCK = 72707369
const OLDEST_SERVER = 15

/** As Prisma creates it. */
const MIGRATIONS_TABLE = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`

/**
 * Brings the database to this version: applies every migration that it lacks, each in one transaction, and returns
 * their names. Processes that start together wait for one another. The bookkeeping is Prisma's, so `prisma migrate
 * deploy` and `status` agree. Wants a session of its own: no transaction pooler in between.
 * @throws MigrationError when the database is too old, newer than the code, someone else's, or a migration fails
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const dir = options.dir ?? fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
  const files = await readMigrationFiles(dir)
  const client = new pg.Client({ connectionString: url, application_name: 'wardline migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await checkServerVersion(client)
    await takeLock(client, options.say)
    const pending = findPending(files, await readApplied(client))
    for (const file of pending) {
      options.say?.(`Applying migration ${file.name}`)
      await apply(client, file)
    }
    return pending.map((file) => file.name)
  } finally {
    await client.end()
  }
}

async function checkServerVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
  const version = rows[0]?.server_version ?? 'of unknown version'
  if (Number.parseInt(version, 10) >= OLDEST_SERVER) return
  throw new MigrationError(`Wardline needs PostgreSQL ${OLDEST_SERVER} or later; this server is ${version}.`)
}

/** Given back when the connection ends, however it ends. */
async function takeLock(client: pg.Client, say?: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK])
  if (rows[0]?.taken === true) return
  say?.('Waiting for another process to finish its migrations')
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
}

async function readApplied(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows: found } = await client.query<{ ours: string | null; tables: number }>(
    `SELECT to_regclass('_prisma_migrations') AS ours,
       (SELECT count(*)::int FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace) AS tables`,
  )
  if (found[0]?.ours === null) {
    if (found[0].tables > 0) {
      throw new MigrationError(
        "This database holds tables that are not Wardline's. Give Wardline an empty database of its own.",
      )
    }
    await client.query(MIGRATIONS_TABLE)
    return []
  }
  const { rows } = await client.query<AppliedMigration>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  )
  return rows
}

function findPending(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]))
  const unknown = applied.map((row) => row.migration_name).filter((name) => !byName.has(name))
  if (unknown.length > 0) {
    throw new MigrationError(
      `The database is newer than this version of Wardline: it has the migrations ${unknown.join(', ')}, which ` +
        'this version does not know. Start the version that it was last used with, or a later one.',
    )
  }
  for (const row of applied) {
    if (row.finished_at === null) {
      throw new MigrationError(
        `The migration ${row.migration_name} was begun by another program and did not finish. Settle it with ` +
          '`prisma migrate resolve`, or restore a backup.',
      )
    }
    const file = byName.get(row.migration_name)
    if (file !== undefined && !matchesChecksum(file, row.checksum)) {
      throw new MigrationError(
        `The migration ${row.migration_name} was edited after it had been applied to this database. Put the file ` +
          'back as it was, and write a new migration instead.',
      )
    }
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return files.filter((file) => !done.has(file.name))
}

/** The record is written in the migration's own transaction: it is applied and recorded, or neither. */
async function apply(client: pg.Client, file: MigrationFile): Promise<void> {
  const startedAt = new Date()
  try {
    await client.query('BEGIN')
    await client.query(file.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), file.checksum, file.name, startedAt],
    )
    await client.query('COMMIT')
    await client.query('RESET ALL')
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined)
    const where = lineOf(file.sql, cause)
    throw new MigrationError(
      `The migration ${file.name} failed${where}: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Nothing of it was applied.',
      { cause },
    )
  }
}

/** PostgreSQL reports where in the text it stopped, counted in characters from 1. */
function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position)
  return Number.isInteger(position) ? ` in line ${sql.slice(0, position - 1).split('\n').length}` : ''
}
