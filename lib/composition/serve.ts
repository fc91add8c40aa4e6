import type { Settings } from '../platform/settings/readSettings.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import { addressFor } from '../platform/web/addressFor.ts'
import { createOperations } from '../platform/web/createOperations.ts'
import { preparePages } from '../platform/web/preparePages.ts'
import { startWebServer } from '../platform/web/startWebServer.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import { refuseUpgrade } from '../realtime/server/refuseUpgrade.ts'
import { composeWardline } from './composeWardline.ts'
import { VERSION } from './createHealthReader.ts'

export interface ServeOptions {
  /** Next compiles pages as they are asked for, and reloads them. */
  readonly dev: boolean
  readonly settings: Settings
  readonly logger: EngineLogger
  readonly shutdown: Shutdown
}

/** Composes the product and listens. The database must be there and migrated: `npm start` sees to it. */
export async function serve({ dev, settings, logger, shutdown }: ServeOptions): Promise<{ url: string }> {
  const { host, trustedProxies, allowedHosts, metricsToken, websocketEnabled } = settings
  const pages = await preparePages({ dev, host, port: settings.port })
  const { realtime, metrics, health } = await composeWardline({ settings, logger, shutdown })
  const { ready, report } = health
  const web = await startWebServer({
    dev,
    pages,
    host,
    port: settings.port,
    trustedProxies,
    publicUrl: settings.publicUrl,
    allowedHosts,
    isSocketPath: (pathname) => realtime.isSocketPath(pathname),
    handleUpgrade: (request, socket, head) =>
      websocketEnabled ? realtime.handleUpgrade(request, socket, head) : refuseUpgrade(socket, 503),
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
  const url = settings.publicUrl ?? addressFor(host, web.port)
  logger.info({ host, port: web.port, url }, 'listening')
  return { url }
}
