import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the peer got it. */
export interface PeerRequest {
  readonly method: string
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** What the peer answers; `hang`: nothing, ever. */
export type PeerAnswer =
  { readonly status: number; readonly headers?: Record<string, string>; readonly json?: unknown } | 'hang'

/** An HTTP service on 127.0.0.1 that keeps what it was sent, and answers as it is told. */
export interface Peer extends AsyncDisposable {
  readonly url: string
  readonly requests: readonly PeerRequest[]
  /** From now on. Default: 201 and `{}`. An answer that is a promise comes when it is kept. */
  answer(how: (request: PeerRequest) => PeerAnswer | Promise<PeerAnswer>): void
}

/** Starts a peer on a free port. */
export async function startPeer(): Promise<Peer> {
  const requests: PeerRequest[] = []
  let how: (request: PeerRequest) => PeerAnswer | Promise<PeerAnswer> = () => ({ status: 201, json: {} })
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const got = { method, path, headers, body: Buffer.concat(chunks) }
      requests.push(got)
      void Promise.resolve(how(got)).then((answer) => {
        if (answer === 'hang') return
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        response.end(JSON.stringify(answer.json ?? {}))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => (how = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
