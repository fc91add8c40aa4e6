import { connect, type Socket } from 'node:net'

/** How an attack ended: all that came back, and whether the server ended the line. */
export interface RawEnding {
  readonly bytes: Buffer
  readonly ended: boolean
}

/** A TCP connection on which nothing is corrected. */
export interface RawSocket extends Disposable {
  readonly socket: Socket
  write(bytes: string | Buffer): void
  /** Resolves when enough has come, or the line has ended, or 5 s are over. */
  until(isEnough: (bytes: Buffer) => boolean): Promise<RawEnding>
}

/** What a server may take to answer or to end a line. */
export const ANSWER_MS = 5_000

export function openRaw(port: number): RawSocket {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  let ended = false
  let look = (): void => {}
  socket.on('data', (data) => {
    chunks.push(data)
    look()
  })
  for (const event of ['end', 'close', 'error'] as const) {
    socket.on(event, () => {
      ended = true
      look()
    })
  }
  return {
    socket,
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    until: (isEnough) =>
      new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(limit)
          look = () => {}
          resolve({ bytes: Buffer.concat(chunks), ended })
        }
        const limit = setTimeout(finish, ANSWER_MS)
        look = () => {
          if (ended || isEnough(Buffer.concat(chunks))) finish()
        }
        look()
      }),
    [Symbol.dispose]: () => socket.destroy(),
  }
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='

/** The head of a good upgrade, some lines replaced, added or (null) left out. */
export function upgradeHead(
  path = '/ws?token=ada',
  changed: Readonly<Record<string, string | null>> = {},
  method = 'GET',
): string {
  const lines: Record<string, string | null> = {
    Host: '127.0.0.1',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': KEY,
    ...changed,
  }
  const given = Object.entries(lines).filter(([, value]) => value !== null)
  return [`${method} ${path} HTTP/1.1`, ...given.map(([name, value]) => `${name}: ${value}`), '', ''].join(
    '\r\n',
  )
}
