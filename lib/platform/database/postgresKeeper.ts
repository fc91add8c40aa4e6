import { realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../startError.ts'

/** The superuser of the embedded cluster; PostgreSQL listens on 127.0.0.1 only. */
export const DATABASE_USER = 'wardline'
const DATABASE = 'wardline'

/** Held by every process that uses the embedded server: shared while it does, alone by the one that stops it. */
const USE_LOCK = "hashtext('wardline embedded postgres')"

/** One idle connection by which a process holds the embedded server up, and hears when it dies. */
export interface Keeper {
  readonly url: string
  /** Resolves when the connection ends. */
  readonly lost: Promise<void>
  /**
   * True when no other process keeps the server and nobody is connected; it stays so, since newcomers wait for the lock
   * until the server is down, and then start it anew.
   */
  claimAlone(): Promise<boolean>
  close(): Promise<void>
}

/** Connects to the cluster's server and makes its database; null while it is not ready. Throws when it is not ours. */
export async function openKeeper(o: {
  port: number
  password: string
  cluster: string
}): Promise<Keeper | null> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: o.port,
    user: DATABASE_USER,
    password: o.password,
    database: 'postgres',
    application_name: 'wardline keeper',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  const lost = new Promise<void>((resolve) => client.once('end', () => resolve()))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await checkCluster(client, o.cluster)
    await client.query(`SELECT pg_advisory_lock_shared(${USE_LOCK})`)
    await createDatabase(client)
  } catch (error) {
    await client.end().catch(() => undefined)
    if (isNotReady(error)) return null
    throw error
  }
  return {
    url: `postgresql://${DATABASE_USER}:${o.password}@127.0.0.1:${o.port}/${DATABASE}`,
    lost,
    claimAlone: () => claimAlone(client),
    close: () => client.end().catch(() => undefined),
  }
}

async function checkCluster(client: pg.Client, cluster: string): Promise<void> {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
  if (rows[0]?.data_directory === realpathSync(cluster)) return
  throw new StartError(`Another PostgreSQL answers on the port of the one in ${cluster}.`)
}

async function createDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
  if (found.rowCount === 1) return
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`)
  } catch (error) {
    // 42P04, 23505: another process was quicker.
    if (!['42P04', '23505'].includes(codeOf(error))) throw error
  }
}

async function claimAlone(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`SELECT pg_advisory_unlock_shared(${USE_LOCK})`)
    const claim = await client.query<{ alone: boolean }>(`SELECT pg_try_advisory_lock(${USE_LOCK}) AS alone`)
    if (claim.rows[0]?.alone !== true) return false
    // The sessions of pools that were closed a moment ago need a moment to end.
    for (let waited = 0; waited < 2_000; waited += 50) {
      const others = await client.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
      )
      if (others.rows[0]?.n === 0) return true
      await sleep(50)
    }
    return false
  } catch {
    // The connection is gone: so is the server, or it is on its way.
    return false
  }
}

function isNotReady(error: unknown): boolean {
  const code = codeOf(error)
  if (code === '28P01' || code === '28000' || code.startsWith('42')) return false
  // Starting, stopping, refused, reset, timed out: whoever asks tries again.
  return code !== '' || (error instanceof Error && /timeout|terminated|closed/i.test(error.message))
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : ''
}
