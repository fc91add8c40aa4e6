import { serve } from './lib/composition/serve.ts'
import { createLogger } from './lib/platform/createLogger.ts'
import { endOnSignals } from './lib/platform/endOnSignals.ts'
import { readSettings } from './lib/platform/settings/readSettings.ts'
import { createShutdown } from './lib/platform/shutdown.ts'
import { StartError } from './lib/platform/startError.ts'

// One process: Next and the WebSocket gateway on one port, on a database that is there and migrated.
// `npm start` brings the database, the packages and the pages first.
try {
  const settings = readSettings(process.env)
  const logger = createLogger({ level: settings.logLevel, file: settings.logFile })
  const shutdown = createShutdown({ logger })
  endOnSignals({ shutdown, logger })
  await serve({ dev: false, settings, logger, shutdown })
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`)
  process.exit(error instanceof StartError ? error.exitCode : 1)
}
