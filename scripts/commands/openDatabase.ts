import { startEmbeddedPostgres } from '../../lib/platform/database/embeddedPostgres.ts'
import { migrate } from '../../lib/platform/database/migrate.ts'
import { waitForDatabase } from '../../lib/platform/database/waitForDatabase.ts'
import { loadEnvFile } from '../../lib/platform/settings/loadEnvFile.ts'
import { readSettings, type Settings } from '../../lib/platform/settings/readSettings.ts'
import { ROOT } from '../prepare.mjs'

/** The database of this installation, for a command. */
export interface CommandDatabase extends AsyncDisposable {
  readonly url: string
  readonly settings: Settings
}

/** Opens the database that `npm start` would open, migrated. The embedded one goes down again unless a server uses it. */
export async function openDatabase(say: (line: string) => void): Promise<CommandDatabase> {
  loadEnvFile(ROOT)
  const settings = readSettings(process.env)
  const { databaseUrl, databaseDirectUrl, dataDir } = settings
  if (databaseUrl !== null) {
    const directUrl = databaseDirectUrl ?? databaseUrl
    await waitForDatabase(directUrl, { say })
    await migrate(directUrl, { say })
    return { url: directUrl, settings, [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  const server = await startEmbeddedPostgres({ dataDir, say })
  await migrate(server.url, { say })
  return { url: server.url, settings, [Symbol.asyncDispose]: () => server.stop() }
}
