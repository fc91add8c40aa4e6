import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import createNext from 'next'

/** Next, ready to answer. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Upgrades of Next's own, for hot reload in development. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
  close(): Promise<void>
}

/** Starts Next. This takes the event loop for a while: it comes before anything that must answer in time. */
export async function preparePages(options: { dev: boolean; host: string; port: number }): Promise<Pages> {
  const { dev, host, port } = options
  // Next attaches an upgrade listener to the server that it knows, and would kill foreign upgrades: it gets one that
  // never listens, and the upgrades meant for it by hand.
  const next = createNext({ dev, hostname: host, port, httpServer: createServer() })
  await next.prepare()
  const handle = next.getRequestHandler()
  const handleUpgrade = next.getUpgradeHandler()
  return {
    handle: (request, response) => handle(request, response),
    handleUpgrade: (request, socket, head) => handleUpgrade(request, socket, head),
    close: () => next.close(),
  }
}
