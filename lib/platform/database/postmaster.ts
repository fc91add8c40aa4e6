import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a PostgreSQL server wrote into its postmaster.pid. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
}

const FILE = 'postmaster.pid'

/** The server that holds this cluster's lock; null when there is no lock, or its process is gone or is another program. */
export function readPostmaster(cluster: string): Postmaster | null {
  const lines = readLock(cluster)
  if (lines === null) return null
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isInteger(pid) || pid <= 0 || !isServing(pid, cluster)) return null
  return { pid, port: Number.isInteger(port) ? port : 0 }
}

/**
 * Lets a server start where a lock was left behind and its process id belongs to another program by now (small ids in
 * containers come again at once). PostgreSQL treats the id of its own parent as stale, so the lock is made to name us,
 * and keeps the line by which PostgreSQL finds backends that are still attached. A live server's lock is never touched.
 */
export function disownStaleLock(cluster: string): void {
  const lines = readLock(cluster)
  if (lines === null || readPostmaster(cluster) !== null) return
  if (!processExists(Number(lines[0]))) return
  writeFileSync(join(cluster, FILE), [String(process.pid), ...lines.slice(1)].join('\n'))
}

function readLock(cluster: string): string[] | null {
  try {
    return readFileSync(join(cluster, FILE), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A postmaster works in its data directory, which tells it from a program that was given the same id later. */
function isServing(pid: number, cluster: string): boolean {
  if (!processExists(pid)) return false
  if (process.platform !== 'linux') return programName(pid).includes('postgres')
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false
    return programName(pid).includes('postgres')
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function programName(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
