import { connect } from 'node:net'

/** What a raw upgrade was answered: the status line's number, the header lines, and whether the server ended it. */
export interface UpgradeAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  /** True when the server closed the connection within the time that we waited. */
  readonly ended: boolean
}

const PATIENCE_MS = 5_000

/** Sends an upgrade request byte by byte as given: no library stands between, nothing is corrected. */
export async function rawUpgrade(
  port: number,
  path: string,
  headers: Record<string, string> = {},
): Promise<UpgradeAnswer> {
  const socket = connect(port, '127.0.0.1')
  const all = {
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
  return await new Promise((resolve, reject) => {
    let text = ''
    const finish = (ended: boolean): void => {
      clearTimeout(limit)
      socket.destroy()
      resolve({ ...parse(text), ended })
    }
    const limit = setTimeout(() => finish(false), PATIENCE_MS)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (text.startsWith('HTTP/1.1 101') && text.includes('\r\n\r\n')) finish(false)
    })
    socket.on('end', () => finish(true))
    socket.on('close', () => finish(true))
    socket.on('error', (error) => (text === '' ? reject(error) : finish(true)))
  })
}

function parse(text: string): { status: number; headers: Map<string, string> } {
  const [head = ''] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(':')
    return [name.toLowerCase(), value.join(':').trim()]
  })
  return { status: Number(statusLine.split(' ')[1]), headers: new Map(headers) }
}
