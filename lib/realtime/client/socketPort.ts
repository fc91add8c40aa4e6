/** What the client needs of a WebSocket; the browser's, Node's and the `ws` package's all have it. */
export interface SocketPort {
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
}

/** Opens a WebSocket; throws on an address that is none. */
export type SocketFactory = (url: string, protocols: string[]) => SocketPort

/** `readyState` of a socket that takes frames. */
const OPEN = 1

/** One socket's life, told in order: `opened` at most once, `closed` exactly once, nothing after it. */
export interface SocketEvents {
  opened(): void
  received(text: string): void
  /** 1006 where the socket broke without a word. */
  closed(code: number): void
}

/** A socket under way. */
export interface OpenSocket {
  /** False when it does not take frames. */
  send(text: string): boolean
  /** Ends it here and now: no event comes any more, however long the other side takes to hear of it. */
  abandon(reason: string): void
}

/** Opens a socket and listens to it. */
export function openSocket(o: {
  readonly webSocket: SocketFactory
  readonly url: string
  readonly protocols: readonly string[]
  readonly events: SocketEvents
}): OpenSocket {
  const socket = o.webSocket(o.url, [...o.protocols])
  const deafen = () => {
    socket.onopen = socket.onmessage = socket.onclose = null
    // The `ws` package throws on an error that nobody listens to, and abandoning an opening socket makes one.
    socket.onerror = () => undefined
  }
  socket.onopen = () => o.events.opened()
  socket.onmessage = (event: { readonly data: unknown }) => {
    if (typeof event.data === 'string') o.events.received(event.data)
  }
  socket.onerror = () => undefined
  socket.onclose = (event: { readonly code: number }) => {
    deafen()
    o.events.closed(event.code)
  }
  return {
    send(text) {
      if (socket.readyState !== OPEN) return false
      socket.send(text)
      return true
    },
    abandon(reason) {
      deafen()
      socket.close(1000, reason)
    },
  }
}
