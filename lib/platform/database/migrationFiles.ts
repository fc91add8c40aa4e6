import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One migration as it lies in the repository. */
export interface MigrationFile {
  readonly name: string
  readonly sql: string
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string
}

/** Reads `<dir>/<timestamp>_<name>/migration.sql`, in the order in which they apply. */
export async function readMigrationFiles(dir: string): Promise<MigrationFile[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(dir, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: sha256(sql) }
    }),
  )
}

/** Whether the file is the one that was applied. Line ends do not count: Git may change them on checkout. */
export function matchesChecksum(file: MigrationFile, applied: string): boolean {
  const unix = file.sql.replaceAll('\r\n', '\n')
  return [file.checksum, sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))].includes(applied)
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
