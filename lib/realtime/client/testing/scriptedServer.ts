import type { SocketFactory, SocketPort } from '../socketPort.ts'

/** A frame as tests see it. */
export type Frame = Readonly<Record<string, unknown>> & { readonly type: string }

/** The server's side of one socket, played by the test. */
export interface ScriptedSocket {
  readonly url: string
  readonly protocols: readonly string[]
  /** Frames from the client that the test has not looked at yet, oldest first. */
  readonly inbox: Frame[]
  /** Takes the next frame of this type from the inbox; fails the test when there is none. */
  take(type: string): Frame
  accept(): void
  send(frame: Frame): void
  sendText(text: string): void
  close(code: number): void
  /** Why the client closed it; null while it has not. */
  readonly closedByClient: { readonly code: number | undefined } | null
}

/** Plays a server without a network: everything happens when the test says so, at once. */
export interface ScriptedServer {
  readonly factory: SocketFactory
  readonly sockets: readonly ScriptedSocket[]
  /** The newest socket; fails the test when there is none. */
  readonly socket: ScriptedSocket
  /** Accepts the newest socket and greets; returns it. */
  greet(over?: Readonly<Record<string, unknown>>): ScriptedSocket
}

/** Nobody connects until the client does. */
export function createScriptedServer(): ScriptedServer {
  const sockets: ScriptedSocket[] = []

  const latest = () => {
    const socket = sockets.at(-1)
    if (!socket) throw new Error('the client has not connected')
    return socket
  }

  return {
    factory(url, protocols) {
      const { port, script } = createPair(url, protocols)
      sockets.push(script)
      return port
    },
    sockets,
    get socket() {
      return latest()
    },
    greet(over = {}) {
      const socket = latest()
      socket.accept()
      socket.send({
        type: 'connection_established',
        message: 'Connected',
        connection_id: `connection-${sockets.length}`,
        user_id: 'ada',
        protocol: 1,
        epoch: 'e1',
        heartbeat_interval: 30,
        session_expires_at: null,
        reconnect: { min_ms: 500, max_ms: 20_000 },
        ...over,
      })
      return socket
    },
  }
}

function createPair(url: string, protocols: readonly string[]): { port: SocketPort; script: ScriptedSocket } {
  let readyState = 0
  let closedByClient: ScriptedSocket['closedByClient'] = null
  const inbox: Frame[] = []
  const port: SocketPort = {
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    get readyState() {
      return readyState
    },
    send: (text) => void inbox.push(JSON.parse(text) as Frame),
    close(code) {
      readyState = 3
      closedByClient ??= { code }
    },
  }
  const sendText = (text: string) => {
    if (readyState === 1) port.onmessage?.({ data: text } as never)
  }
  const script: ScriptedSocket = {
    url,
    protocols,
    inbox,
    take(type) {
      const at = inbox.findIndex((frame) => frame.type === type)
      const [frame] = at === -1 ? [] : inbox.splice(at, 1)
      if (!frame) throw new Error(`no ${type} among: ${inbox.map((each) => each.type).join(', ')}`)
      return frame
    },
    accept() {
      readyState = 1
      port.onopen?.({} as never)
    },
    send: (frame) => sendText(JSON.stringify(frame)),
    sendText,
    close(code) {
      if (readyState === 3) return
      readyState = 3
      port.onclose?.({ code } as never)
    },
    get closedByClient() {
      return closedByClient
    },
  }
  return { port, script }
}
