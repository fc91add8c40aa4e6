import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import createNext from 'next'

/** Next, ready to answer. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Upgrades of Next's own, for hot reload in development. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  close(): Promise<void>
}

/** Starts Next. This takes the event loop for a while: it comes before anything that must answer in time. */
export async function preparePages(options: { dev: boolean; host: string; port: number }): Promise<Pages> {
  const { dev, host, port } = options
  // With its first page Next attaches an upgrade listener to the server that it knows, and would kill foreign upgrades
  // there: it gets one that never listens, and the upgrades meant for it by hand. (`getUpgradeHandler` is another one:
  // it accepts the socket of hot reload and never speaks on it.)
  const decoy = createServer()
  const next = createNext({ dev, hostname: host, port, httpServer: decoy })
  await next.prepare()
  const handle = next.getRequestHandler()
  return {
    handle: (request, response) => handle(request, response),
    handleUpgrade(request, socket, head) {
      if (!decoy.emit('upgrade', request, socket, head)) socket.destroy()
    },
    close: () => next.close(),
  }
}
