import { createServer } from 'node:http'
import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { ERROR } from '../../realtime/protocol/errorCode.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { createOriginPolicy } from '../../realtime/server/originPolicy.ts'
import { createHeaderWriter } from './createHeaderWriter.ts'
import { createRequestNormaliser } from './normaliseRequest.ts'
import type { Pages } from './preparePages.ts'
import { isPage } from './securityHeaders.ts'

export interface WebServerOptions {
  readonly dev: boolean
  readonly pages: Pages
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly trustedProxies: readonly string[]
  /** Null: whatever each request came by. */
  readonly publicUrl: string | null
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

/**
 * What a request may cost before anybody has read it. How long it may take to arrive, in ms: a head that is not there in
 * time ends its connection within 5 s; Node looks every half a minute unless told otherwise. Bodies are limited where
 * they are read.
 */
const LIMITS: ServerOptions = {
  headersTimeout: 4_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 500,
  maxHeaderSize: 16 * 1024,
}
const MAX_HEADERS = 100

/** Next and the socket gateway on one port. Upgrades go where their path says and nowhere else. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const { dev, host, pages } = options
  const server = createServer(LIMITS, createRequestHandler(options))
  server.maxHeadersCount = MAX_HEADERS

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

function createRequestHandler(options: WebServerOptions) {
  const { dev, pages, logger, trustedProxies, publicUrl } = options
  const isAlwaysSecure = publicUrl?.startsWith('https:') === true
  const normalise = createRequestNormaliser({ trustedProxies, isAlwaysSecure })
  const hosts = createOriginPolicy({ allowedHosts: options.allowedHosts, allowedOrigins: [] })
  const writeHeaders = createHeaderWriter({ dev, isHost: hosts.isAllowedHost })

  return (request: IncomingMessage, response: ServerResponse): void => {
    const address = normalise(request)
    const pathname = pathOf(request)
    writeHeaders(request, response, pathname)
    if (!hosts.isAllowedHost(request.headers.host) || !pathname.startsWith('/')) {
      return answer(response, 'bad_request')
    }
    if (options.operations(request, response, address)) return
    if (options.isSocketPath(pathname)) {
      response.setHeader('Upgrade', 'websocket')
      return answer(response, 'upgrade_required')
    }
    if (!dev && !takesMethod(pathname, request.method)) return answer(response, 'method_not_allowed')
    pages.handle(request, response).catch((error: unknown) => {
      logger.error({ err: error, path: pathname }, 'request failed outside of its handler')
      if (!response.headersSent) answer(response, 'internal')
      else response.destroy()
    })
  }
}

/** Pages are only read: there are no server actions. Routes say themselves what they take. */
function takesMethod(pathname: string, method = 'GET'): boolean {
  if (isPage(pathname) || pathname.startsWith('/_next/')) return method === 'GET' || method === 'HEAD'
  return method !== 'TRACE'
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
}

function answer(response: ServerResponse, code: keyof typeof ERROR): void {
  const { status, message } = ERROR[code]
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify({ error: { code, message } }))
}
