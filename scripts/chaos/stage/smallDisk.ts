import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk in memory that can be filled to its last byte. */
export interface SmallDisk {
  readonly folder: string
  fill(): void
  free(): void
  /** Nothing on it may be in use. */
  remove(): void
}

const INSIDE = 'WARDLINE_CHAOS_OWN_MOUNTS'
const CHUNK = Buffer.alloc(64 * 1024, 1)

/**
 * Runs this program again where mounts are its own, so that they end with it; answers its exit code, or null where this is
 * such a place already, or none can be had.
 */
export async function repeatWithOwnMounts(): Promise<number | null> {
  if (process.env[INSIDE] !== undefined || process.getuid?.() !== 0) return null
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0) return null
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const env = { ...process.env, [INSIDE]: '1' }
  const [code] = (await once(spawn('unshare', ['--mount', ...again], { stdio: 'inherit', env }), 'exit')) as [
    number | null,
  ]
  return code ?? 1
}

/** Makes one of so many MiB. Throws a sentence where that is not permitted. */
export function makeSmallDisk(mebibytes: number): SmallDisk {
  if (process.env[INSIDE] === undefined) throw new Error('mounts of its own are not permitted here')
  const folder = mkdtempSync(join(tmpdir(), 'wardline-chaos-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0700`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      const file = openSync(filler, 'w')
      try {
        for (;;) writeSync(file, CHUNK)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally {
        closeSync(file)
      }
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
