import { createServer } from 'node:http'
import { duplexPair } from 'node:stream'
import { WebSocket, type ClientOptions } from 'ws'
import type { SocketFactory } from '../../client/socketPort.ts'
import type { Realtime } from '../../server/realtime.ts'

/** Sockets to a gateway that use no network: everything happens in turns of the event loop, in the same order each time. */
export interface InMemorySockets {
  readonly open: SocketFactory
  /** Breaks every line that is open. */
  drop(): void
  /** From now on what arrives waits; or goes on, and what has waited is heard, if anybody still listens. */
  stall(isStalled: boolean): void
  /** From now on nobody gets through; or everybody again. */
  refuse(isRefusing: boolean): void
}

/** `hear` is told every text that arrives at a client, and may change it. */
export function createInMemorySockets(
  realtime: Pick<Realtime, 'handleUpgrade'>,
  hear: (text: string) => string,
): InMemorySockets {
  const server = createServer()
  server.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head))
  const lines = new Set<() => void>()
  let waiting: (() => void)[] | null = null
  let isRefusing = false
  return {
    open(url, protocols) {
      const [near, far] = duplexPair()
      const createConnection = (() => near) as unknown as NonNullable<ClientOptions['createConnection']>
      const socket = new WebSocket(url, protocols, { createConnection, perMessageDeflate: false })
      if (isRefusing) setImmediate(() => near.destroy(new Error('nobody there')))
      else server.emit('connection', far)
      const drop = () => {
        far.destroy()
        near.destroy()
      }
      lines.add(drop)
      socket.once('close', () => lines.delete(drop))
      return {
        get readyState() {
          return socket.readyState
        },
        send: (text) => socket.send(text),
        close: (code, reason) => socket.close(code, reason),
        set onopen(call: ((event: never) => void) | null) {
          socket.onopen = call as WebSocket['onopen']
        },
        set onclose(call: ((event: never) => void) | null) {
          socket.onclose = call as WebSocket['onclose']
        },
        set onerror(call: ((event: never) => void) | null) {
          socket.onerror = call as WebSocket['onerror']
        },
        set onmessage(call: ((event: never) => void) | null) {
          socket.onmessage =
            call &&
            (({ data }) => {
              const arrive = () => call({ data: hear((data as Buffer).toString()) } as never)
              if (waiting) waiting.push(() => void (socket.onmessage && arrive()))
              else arrive()
            })
        },
      }
    },
    drop() {
      for (const each of lines) each()
    },
    stall(isStalled) {
      const waited = waiting ?? []
      waiting = isStalled ? [] : null
      for (const arrive of waited) arrive()
    },
    refuse: (next) => void (isRefusing = next),
  }
}
