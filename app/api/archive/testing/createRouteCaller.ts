import { setWardline, type Wardline } from '@/lib/composition.ts'
import {
  createTestArchive,
  type PersonName,
  type TestArchive,
} from '@/lib/domains/archive/testing/createTestArchive.ts'
import { createRateLimiter } from '@/lib/platform/createRateLimiter.ts'
import type { RouteHandler } from '@/lib/platform/http/routeDefinition.ts'
import { readAlone } from '@/lib/platform/live/createSharedResults.ts'
import { setRouteHost } from '@/lib/platform/http/routeHost.ts'

/** What a test sends to a route. */
export interface RouteCall {
  readonly params?: Record<string, string>
  /** With its `?`. */
  readonly query?: string
  readonly headers?: Record<string, string>
  readonly body?: BodyInit
}

/** Routes of a test archive, called as a person of it. */
export interface RouteCaller extends AsyncDisposable {
  readonly hospital: TestArchive
  /** Paths of tries that policy refused. */
  readonly denied: string[]
  call(route: RouteHandler, by: PersonName, sent?: RouteCall): Promise<Response>
}

/** Builds an archive and stands in for the server around its routes; for tests. */
export async function createRouteCaller(): Promise<RouteCaller> {
  const hospital = await createTestArchive({ poolSize: 10 })
  const denied: string[] = []
  setWardline({ archive: hospital.archive } as Wardline)
  setRouteHost({
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    limiter: createRateLimiter(),
    allowedOrigins: [],
    authenticate: ({ headers }) => {
      const actor = hospital.person(headers.get('x-test-person') as PersonName)
      return Promise.resolve({ ok: true, actor, via: 'token' })
    },
    recordDenied: ({ path }) => Promise.resolve(void denied.push(path)),
    connectProof: () => '',
    share: () => readAlone,
  })
  return {
    hospital,
    denied,
    call(route, person, { params = {}, query = '', headers = {}, body } = {}) {
      const init = {
        method: route.definition.method ?? 'GET',
        headers: { ...headers, 'x-test-person': person },
        ...(body !== undefined && { body, duplex: 'half' }),
      }
      return route(new Request(`http://ward.test/api/x${query}`, init), { params: Promise.resolve(params) })
    },
    async [Symbol.asyncDispose]() {
      setRouteHost(null)
      await hospital[Symbol.asyncDispose]()
    },
  }
}
