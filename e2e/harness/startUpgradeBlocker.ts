import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy as some hospitals have one: requests go through as they are, every upgrade is answered 403. */
export interface UpgradeBlocker {
  readonly url: string
  /** Upgrades that were refused so far. */
  readonly refused: number
  /** From now on upgrades go through, too. */
  open(): void
  close(): Promise<void>
}

/** `port`: where the server listens. The Host that the browser names goes on to it, as the proxies of our docs do. */
export async function startUpgradeBlocker(port: number): Promise<UpgradeBlocker> {
  let refused = 0
  let isOpen = false
  const server = createServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming
    const forwarded = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    forwarded.on('error', () => outgoing.destroy())
    incoming.pipe(forwarded)
  })
  server.on('upgrade', (incoming, socket) => {
    socket.on('error', () => socket.destroy())
    if (!isOpen) {
      refused += 1
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
      return
    }
    const { url: path, headers } = incoming
    const forwarded = request({ host: '127.0.0.1', port, path, headers })
    forwarded.on('error', () => socket.destroy())
    forwarded.on('upgrade', (answer, far, head) => {
      far.on('error', () => far.destroy())
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`)
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket.write(head)
      far.pipe(socket).pipe(far)
    })
    forwarded.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get refused() {
      return refused
    },
    open: () => void (isOpen = true),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
