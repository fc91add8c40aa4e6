import { serve } from './lib/composition/serve.ts'
import { endOnSignals } from './lib/platform/endOnSignals.ts'
import { openLog } from './lib/platform/openLog.ts'
import { readSettings } from './lib/platform/settings/readSettings.ts'
import { createShutdown } from './lib/platform/shutdown.ts'
import { StartError } from './lib/platform/startError.ts'

// One process: Next and the WebSocket gateway on one port, on a database that is there and migrated.
// `npm start` brings the database, the packages and the pages first.
try {
  const settings = readSettings(process.env)
  const { logger, reopen } = openLog(settings)
  const shutdown = createShutdown({ logger })
  endOnSignals({ shutdown, logger, reopenLog: reopen })
  await serve({ dev: false, settings, logger, shutdown })
} catch (error) {
  process.stderr.write(`${error instanceof StartError ? error.message : String(error)}\n`)
  process.exit(error instanceof StartError ? error.exitCode : 1)
}
