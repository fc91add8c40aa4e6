import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../lib/platform/database/embeddedPostgres.ts'
import { migrate } from '../lib/platform/database/migrate.ts'
import { waitForDatabase } from '../lib/platform/database/waitForDatabase.ts'
import { withDatabaseLock } from '../lib/platform/database/withDatabaseLock.ts'
import { endOnSignals } from '../lib/platform/endOnSignals.ts'
import { openLog } from '../lib/platform/openLog.ts'
import { checkFingerprints } from '../lib/platform/settings/checkFingerprints.ts'
import { loadEnvFile } from '../lib/platform/settings/loadEnvFile.ts'
import { loadSecrets } from '../lib/platform/settings/loadSecrets.ts'
import { readSettings, type Settings, unknownSettings } from '../lib/platform/settings/readSettings.ts'
import { createShutdown, type Shutdown } from '../lib/platform/shutdown.ts'
import type { EngineLogger } from '../lib/realtime/server/engineLogger.ts'
import { findRunning } from './findRunning.ts'
import { buildPages, ROOT } from './prepare.mjs'
import type { createProgress } from './progress.mjs'
import { seedDemo } from './seedDemo.ts'
import { setUpLines } from './setUpLines.ts'
import { signInLines } from './signInLines.ts'
import { withFileLock } from './withFileLock.mjs'

type Progress = ReturnType<typeof createProgress>

/**
 * Brings Wardline up in this process: settings, pages, database, demo hospital, server. Resolves once it listens.
 * @throws StartError with a sentence for the operator
 */
export async function launch({ dev, progress }: { dev: boolean; progress: Progress }): Promise<void> {
  const { say } = progress
  loadEnvFile(ROOT)
  for (const name of unknownSettings(process.env)) say(`${name} is no setting; docs/settings.md lists them`)
  const settings = readSettings(process.env)
  const running = await findRunning(settings)
  if (running !== null) return say(`Wardline is already running at ${running}`)

  const { logger, reopen } = openLog(settings)
  const shutdown = createShutdown({ logger })
  endOnSignals({ shutdown, logger, reopenLog: reopen })
  try {
    await bringUp({ dev, progress, settings, logger, shutdown })
  } catch (error) {
    // A signal meanwhile has taken something away under us: it ends the process, and this is no failure.
    if (shutdown.isRunning()) await new Promise(() => undefined)
    await shutdown.run('the start failed')
    throw error
  }
}

interface Start {
  readonly dev: boolean
  readonly progress: Progress
  readonly settings: Settings
  readonly logger: EngineLogger
  readonly shutdown: Shutdown
}

async function bringUp({ dev, progress, settings, logger, shutdown }: Start): Promise<void> {
  const { say, timed } = progress
  const build = (): Promise<void> => timed(() => buildPages(progress))
  if (!dev) await withFileLock(join(ROOT, '.wardline.lock'), progress, build)
  const { url, directUrl } = await timed(() => openDatabase({ settings, shutdown, say }))
  await timed(() => migrate(directUrl, { say }))
  await checkKeys(directUrl, settings)
  // Of several processes that find an empty database, one fills it.
  const seed = (): Promise<void> => seedDemo({ url, settings, logger, say })
  await timed(() => withDatabaseLock(directUrl, 'seed', seed))
  say('Starting the server')
  const { serve } = await import('../lib/composition/serve.ts')
  const complete = { ...settings, databaseUrl: url, databaseDirectUrl: directUrl }
  const server = await serve({ dev, settings: complete, logger, shutdown })
  say(`Wardline is at ${server.url}`)
  for (const line of await signInLines({ url, demo: settings.demo })) say(line)
  for (const line of await setUpLines(server.url)) say(line)
}

/** The database that the settings name, or the embedded one, which is stopped after everything else. */
async function openDatabase({
  settings,
  shutdown,
  say,
}: Pick<Start, 'settings' | 'shutdown'> & Pick<Progress, 'say'>) {
  const { databaseUrl, databaseDirectUrl, dataDir } = settings
  if (databaseUrl !== null) {
    const directUrl = databaseDirectUrl ?? databaseUrl
    await waitForDatabase(directUrl, { say })
    return { url: databaseUrl, directUrl }
  }
  say('Starting PostgreSQL')
  const server = await startEmbeddedPostgres({ dataDir, say })
  shutdown.add('postgresql', () => server.stop(), 35_000)
  if (server.adopted) say('PostgreSQL was running already; it is taken over as it is')
  return { url: server.url, directUrl: server.url }
}

async function checkKeys(url: string, settings: Settings): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await checkFingerprints(client, loadSecrets(settings.dataDir, settings))
  } finally {
    await client.end()
  }
}
