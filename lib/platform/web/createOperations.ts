import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopback } from './clientAddress.ts'

export interface OperationsOptions {
  readonly version: string
  /** Whether this process should get requests. */
  readonly ready: () => Promise<boolean>
  /** The report that `/readyz` shows. */
  readonly report: () => Promise<object>
  /** Prometheus' text format. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>
  /** Opens `/metrics` to others than this machine; null: nobody else. */
  readonly metricsToken: string | null
}

/** Tells whether it has answered the request. */
export type Operations = (request: IncomingMessage, response: ServerResponse, address: string) => boolean

/**
 * `/healthz`: the process runs. `/readyz`: it should get requests (200, else 503). `/metrics`: for this machine, or
 * with the token. Answered before Next, so that they hold when a page does not.
 */
export function createOperations(options: OperationsOptions): Operations {
  const routes: Record<string, (request: IncomingMessage, address: string) => Promise<Answer>> = {
    '/healthz': () =>
      Promise.resolve(json(200, { name: 'wardline', status: 'ok', version: options.version })),
    '/readyz': async () => json((await options.ready()) ? 200 : 503, await options.report()),
    '/metrics': async (request, address) => {
      if (!isLoopback(address) && !hasToken(request, options.metricsToken)) return json(404, NOT_FOUND)
      const { contentType, text } = await options.metrics()
      return { status: 200, contentType, body: text }
    },
  }

  return (request, response, address) => {
    const route = routes[(request.url ?? '').split('?', 1)[0] ?? '']
    if (route === undefined) return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, json(405, METHOD_NOT_ALLOWED))
      return true
    }
    route(request, address).then(
      (answer) => send(response, answer),
      () => send(response, json(503, { status: 'unhealthy' })),
    )
    return true
  }
}

interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

const NOT_FOUND = { error: { code: 'not_found', message: 'There is no such thing, or you may not see it.' } }
const METHOD_NOT_ALLOWED = {
  error: { code: 'method_not_allowed', message: 'This address does not take that method.' },
}

function json(status: number, body: object): Answer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) }
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': contentType, 'Cache-Control': 'no-store' })
  response.end(body)
}

function hasToken(request: IncomingMessage, token: string | null): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token ?? ''}`)
  return token !== null && given.length === wanted.length && timingSafeEqual(given, wanted)
}
