import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { ServerProcess } from '../../../e2e/harness/serverProcess.ts'
import type { Stage } from './createStage.ts'

/** The database session that holds the relay's lock, and the port that it comes from. */
export interface RelaySession {
  readonly pid: number
  readonly port: number
}

/** Null: nobody holds it. */
export async function readRelaySession(
  database: Pick<Stage['database'], 'query'>,
): Promise<RelaySession | null> {
  const [session] = await database.query<{ pid: number; port: number }>(
    `SELECT a.pid, a.client_port AS port FROM pg_stat_activity a JOIN pg_locks l USING (pid)
      WHERE a.application_name = 'wardline relay' AND a.datname = current_database()
        AND l.locktype = 'advisory' AND l.granted`,
  )
  return session ?? null
}

/**
 * The process that holds the relay's lock, by whose socket the session's is; null where nobody does. What processes say of
 * themselves would not do: a starved one says that it took the lock when it has lost it again.
 */
export async function findRelay({
  database,
  servers,
}: Pick<Stage, 'database' | 'servers'>): Promise<ServerProcess | null> {
  const session = await readRelaySession(database)
  if (session === null) return null
  const inode = inodeOf(session.port)
  return servers.find(({ pid }) => pid !== null && inode !== null && holdsSocket(pid, inode)) ?? null
}

/** Of the client's end of a connection from this port of 127.0.0.1. */
function inodeOf(port: number): string | null {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = readFileSync('/proc/net/tcp', 'latin1').split('\n')
  const fields = lines.map((line) => line.trim().split(/\s+/)).find((line) => line[1] === local)
  return fields?.[9] ?? null
}

function holdsSocket(pid: number, inode: string): boolean {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).some((name) => {
    try {
      return readlinkSync(`${folder}/${name}`) === `socket:[${inode}]`
    } catch {
      // Closed meanwhile.
      return false
    }
  })
}
