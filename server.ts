import { composeWardline } from './lib/composition/composeWardline.ts'
import { VERSION } from './lib/composition/createHealthReader.ts'
import { createLogger } from './lib/platform/createLogger.ts'
import { endOnSignals } from './lib/platform/endOnSignals.ts'
import { readSettings, type Settings } from './lib/platform/settings/readSettings.ts'
import { createShutdown, type Shutdown } from './lib/platform/shutdown.ts'
import { StartError } from './lib/platform/startError.ts'
import { addressFor } from './lib/platform/web/addressFor.ts'
import { createOperations } from './lib/platform/web/createOperations.ts'
import { preparePages } from './lib/platform/web/preparePages.ts'
import { startWebServer } from './lib/platform/web/startWebServer.ts'
import type { EngineLogger } from './lib/realtime/server/engineLogger.ts'

export interface ServeOptions {
  /** Next compiles pages as they are asked for, and reloads them. */
  readonly dev: boolean
  readonly settings: Settings
  readonly logger: EngineLogger
  readonly shutdown: Shutdown
}

/** Composes the product and listens. The database must be there and migrated: `npm start` sees to it. */
export async function serve({ dev, settings, logger, shutdown }: ServeOptions): Promise<{ url: string }> {
  const pages = await preparePages({ dev, host: settings.host, port: settings.port })
  const { realtime, metrics, health } = await composeWardline({ settings, logger, shutdown })
  const { ready, report } = health
  const { host, port, trustedProxies, allowedHosts, metricsToken } = settings
  const web = await startWebServer({
    dev,
    pages,
    host,
    port,
    trustedProxies,
    allowedHosts,
    isSocketPath: (pathname) => realtime.isSocketPath(pathname),
    handleUpgrade: (request, socket, head) => realtime.handleUpgrade(request, socket, head),
    operations: createOperations({
      version: VERSION,
      ready,
      report,
      metrics: () => metrics.render(),
      metricsToken,
    }),
    logger,
  })
  shutdown.add('web server', () => web.close())
  shutdown.add('connections', () => realtime.drain())
  logger.info({ host, port: web.port }, 'listening')
  return { url: settings.publicUrl ?? addressFor(host, web.port) }
}

if (process.argv[1] === import.meta.filename) {
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
}
