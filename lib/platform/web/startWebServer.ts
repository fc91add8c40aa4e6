import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { ERROR } from '../../realtime/protocol/errorCode.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { createOriginPolicy } from '../../realtime/server/originPolicy.ts'
import { createRequestNormaliser } from './normaliseRequest.ts'
import type { Pages } from './preparePages.ts'

export interface WebServerOptions {
  readonly dev: boolean
  readonly pages: Pages
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly trustedProxies: readonly string[]
  /** Empty: any. */
  readonly allowedHosts: readonly string[]
  readonly isSocketPath: (pathname: string) => boolean
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Health and metrics, answered before Next; tells whether it has answered. */
  readonly operations: (request: IncomingMessage, response: ServerResponse, address: string) => boolean
  readonly logger: EngineLogger
}

export interface WebServer {
  readonly port: number
  /** Takes no new requests and resolves when those under way are answered, after 5 s at the latest. */
  close(): Promise<void>
}

/** Next and the socket gateway on one port. Upgrades go where their path says and nowhere else. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { dev, host, pages, logger } = options
  const normalise = createRequestNormaliser(options.trustedProxies)
  const hosts = createOriginPolicy({ allowedHosts: options.allowedHosts, allowedOrigins: [] })

  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, (request, response) => {
    const address = normalise(request)
    const pathname = pathOf(request)
    if (!hosts.isAllowedHost(request.headers.host)) return answer(response, 'bad_request')
    if (options.operations(request, response, address)) return
    if (options.isSocketPath(pathname)) {
      response.setHeader('Upgrade', 'websocket')
      return answer(response, 'upgrade_required')
    }
    pages.handle(request, response).catch((error: unknown) => {
      logger.error({ err: error, path: pathname }, 'request failed outside of its handler')
      if (!response.headersSent) answer(response, 'internal')
      else response.destroy()
    })
  })

  server.on('upgrade', (request, socket, head) => {
    // A socket that breaks before anybody listens to it would end the process.
    socket.on('error', () => socket.destroy())
    if (dev && pathOf(request).startsWith('/_next/')) {
      pages.handleUpgrade(request, socket, head)
    } else {
      options.handleUpgrade(request, socket, head)
    }
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const limit = setTimeout(() => server.closeAllConnections(), 5_000)
      await closed
      clearTimeout(limit)
      await pages.close()
    },
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}

function answer(response: ServerResponse, code: keyof typeof ERROR): void {
  const { status, message } = ERROR[code]
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify({ error: { code, message } }))
}
