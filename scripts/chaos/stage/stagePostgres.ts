import { cp, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDemoDatabase, makeTemplate, type DemoDatabase } from '../../../e2e/harness/demoDatabase.ts'
import { startEmbeddedPostgres } from '../../../lib/platform/database/embeddedPostgres.ts'
import { readPostmaster } from '../../../lib/platform/database/postmaster.ts'

/** A PostgreSQL server of the run's own, with the demo hospital to copy. It comes back by itself when it ends. */
export interface StagePostgres {
  readonly dataDir: string
  /** A database that holds a fresh demo hospital. */
  createDatabase(): Promise<DemoDatabase>
  /** Of the server; null while there is none. */
  pid(): number | null
  /** Stops it, copies its files and starts it again. */
  backUp(): Promise<void>
  /** Stops it, puts the copied files in place of its own, and starts it again: the same log, as it was then. */
  restore(): Promise<void>
  stop(): Promise<void>
}

/** `dataDir`: an empty folder; default: a temporary one. */
export async function startStagePostgres(dataDir?: string): Promise<StagePostgres> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'wardline-chaos-postgres-')))
  const cluster = join(folder, 'postgres')
  const backup = join(folder, 'backup')
  let server = await startEmbeddedPostgres({ dataDir: folder })
  await makeTemplate(server.url)

  const whileStopped = async (act: () => Promise<void>): Promise<void> => {
    await server.stop({ evenIfUsed: true })
    await act()
    server = await startEmbeddedPostgres({ dataDir: folder })
  }
  return {
    dataDir: folder,
    createDatabase() {
      process.env['WARDLINE_E2E_POSTGRES'] = server.url
      return createDemoDatabase()
    },
    pid: () => readPostmaster(cluster)?.pid ?? null,
    backUp: () => whileStopped(() => cp(cluster, backup, { recursive: true })),
    restore: () =>
      whileStopped(async () => {
        await rm(cluster, { recursive: true })
        await rename(backup, cluster)
      }),
    async stop() {
      await server.stop({ evenIfUsed: true })
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}
