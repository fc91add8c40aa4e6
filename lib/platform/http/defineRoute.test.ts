import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createRateLimiter } from '../createRateLimiter.ts'
import { AppError } from '../appError.ts'
import { ADDRESS_HEADER } from '../web/clientAddress.ts'
import { readAlone } from '../live/createSharedResults.ts'
import { defineRoute } from './defineRoute.ts'
import type { RouteActor } from './routeActor.ts'
import { setRouteHost, type DeniedTry, type RouteAuthentication } from './routeHost.ts'

const ADA = { userId: 'u-ada', sessionId: 's-ada', name: 'Ada' } as RouteActor
const CHANGE_ID = '01936b5e-8f3a-7c21-9d4e-2b6f8a0c1d3e'

let who: RouteAuthentication
let denied: DeniedTry[]
let logged: string
let allowedOrigins: string[]

beforeEach(() => {
  who = { ok: true, actor: ADA, via: 'token' }
  denied = []
  logged = ''
  allowedOrigins = []
  const keep = (fields: object, message: string) => void (logged += JSON.stringify(fields) + message)
  setRouteHost({
    logger: { debug: keep, info: keep, warn: keep, error: keep },
    limiter: createRateLimiter(),
    get allowedOrigins() {
      return allowedOrigins
    },
    authenticate: async () => who,
    recordDenied: async (entry) => void denied.push(entry),
    connectProof: () => '',
    share: () => readAlone,
  })
})

afterEach(() => setRouteHost(null))

const echo = defineRoute({
  method: 'POST',
  summary: 'Echo',
  body: z.strictObject({ word: z.string().max(10) }),
  response: z.object({ word: z.string(), by: z.string() }),
  status: 201,
  access: 'actor',
  handle: ({ body, actor }) => ({ word: body.word, by: actor.name }),
})

function post(body: unknown, headers: Record<string, string> = {}): Request {
  return new Request('http://ward.test/api/echo?x=1', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', host: 'ward.test', ...headers },
  })
}

async function errorOf(response: Response) {
  const { error } = (await response.json()) as { error: Record<string, unknown> }
  return { status: response.status, ...error }
}

test('a good request is answered bare, uncached, with its id', async () => {
  const response = await echo(post({ word: 'hello' }))
  expect(response.status).toBe(201)
  expect(await response.json()).toEqual({ word: 'hello', by: 'Ada' })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('nobody is answered 401 before anything of the request is read', async () => {
  who = { ok: false }
  expect(await errorOf(await echo(post('{not json')))).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('a body with an unknown key is refused, and the answer names the key but no value', async () => {
  const response = await echo(post({ word: 'far too long a word', role: 'superadmin' }))
  const error = await errorOf(response)
  expect(error).toMatchObject({
    status: 422,
    code: 'validation_failed',
    fields: { role: 'This field is not known.', word: expect.any(String) },
    request_id: response.headers.get('x-request-id'),
  })
  expect(JSON.stringify(error)).not.toContain('superadmin')
})

test('a body schema that lets unknown keys pass is refused when the route is defined', () => {
  const define = (body: z.ZodType) =>
    defineRoute({ summary: 'Loose', access: 'public', body, handle: () => {} })
  expect(() => define(z.object({ a: z.string() }))).toThrow('must refuse unknown keys')
  expect(() => define(z.union([z.strictObject({}), z.object({})]))).toThrow('must refuse unknown keys')
  expect(() => define(z.looseObject({}).optional())).toThrow('must refuse unknown keys')
  expect(() => define(z.discriminatedUnion('k', [z.strictObject({ k: z.literal(1) })]))).not.toThrow()
})

test.each([
  ['not JSON', '{"word":', 'application/json', 400],
  ['not said to be JSON', '{"word":"a"}', 'text/plain', 400],
  ['a form', 'word=a', 'application/x-www-form-urlencoded', 400],
  ['null', 'null', 'application/json', 422],
  ['nothing', '', 'application/json', 422],
])('a body that is %s is refused', async (_name, body, type, status) => {
  expect((await echo(post(body, { 'content-type': type }))).status).toBe(status)
})

test('a body larger than the limit is refused, with and without a length that says so', async () => {
  expect((await echo(post({ word: 'x'.repeat(70_000) }))).status).toBe(413)
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)),
  })
  const init = {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  }
  expect((await echo(new Request('http://ward.test/api/echo', init as RequestInit))).status).toBe(413)
})

test.each([
  ['no Origin and no Sec-Fetch-Site', {}, 403],
  ["another site's Origin", { origin: 'http://evil.test' }, 403],
  ['an Origin on another port', { origin: 'http://ward.test:81' }, 403],
  ['the opaque Origin', { origin: 'null' }, 403],
  [
    'the own Origin, though the browser says cross-site',
    { origin: 'http://ward.test', 'sec-fetch-site': 'cross-site' },
    403,
  ],
  [
    'the own Origin, though the browser says same-site',
    { origin: 'http://ward.test', 'sec-fetch-site': 'same-site' },
    403,
  ],
  [
    "another site's Origin, though Sec-Fetch-Site is fine",
    { origin: 'http://evil.test', 'sec-fetch-site': 'same-origin' },
    403,
  ],
  ['the own Origin', { origin: 'http://ward.test' }, 201],
  ['the own Origin behind TLS', { origin: 'https://ward.test' }, 201],
  ['the own Origin and Sec-Fetch-Site', { origin: 'http://ward.test', 'sec-fetch-site': 'same-origin' }, 201],
  ['Sec-Fetch-Site alone', { 'sec-fetch-site': 'same-origin' }, 201],
])('[CON-7] a write with a cookie and %s', async (_name, headers, status) => {
  who = { ok: true, actor: ADA, via: 'cookie' }
  expect((await echo(post({ word: 'a' }, headers))).status).toBe(status)
})

test('[CON-7] with an allow-list its origins may write with a cookie, and the own host counts no more', async () => {
  who = { ok: true, actor: ADA, via: 'cookie' }
  allowedOrigins = ['https://desk.test']
  const write = async (headers: Record<string, string>) => (await echo(post({ word: 'a' }, headers))).status
  expect(await write({ origin: 'https://desk.test', 'sec-fetch-site': 'same-site' })).toBe(201)
  expect(await write({ origin: 'http://ward.test' })).toBe(403)
})

test('reads with a cookie need no Origin', async () => {
  who = { ok: true, actor: ADA, via: 'cookie' }
  const read = defineRoute({ summary: 'Read', access: 'actor', handle: () => {} })
  expect((await read(new Request('http://ward.test/api/read'))).status).toBe(204)
})

test('parameters that do not parse are not found', async () => {
  const read = defineRoute({
    summary: 'Read',
    access: 'actor',
    params: z.object({ id: z.uuid() }),
    response: z.object({ id: z.string() }),
    handle: ({ params }) => params,
  })
  const ask = (id: string) => read(new Request('http://ward.test/api/x'), { params: Promise.resolve({ id }) })
  expect((await ask(CHANGE_ID)).status).toBe(200)
  expect(await errorOf(await ask("1' or 1=1"))).toMatchObject({ status: 404, code: 'not_found' })
})

test('a query is parsed; a name that comes twice is a list', async () => {
  const read = defineRoute({
    summary: 'Read',
    access: 'public',
    query: z.strictObject({ status: z.array(z.string()), limit: z.coerce.number().int() }),
    response: z.unknown(),
    handle: ({ query }) => query,
  })
  const ask = async (query: string) => await read(new Request(`http://ward.test/api/x?${query}`))
  expect(await (await ask('status=a&status=b&limit=5')).json()).toEqual({ status: ['a', 'b'], limit: 5 })
  expect((await ask('status=a&status=b&limit=5&unit[not]=1')).status).toBe(422)
})

test('[PRO-14] the stamp holds who, in which session, with which change id, from where', async () => {
  const route = defineRoute({
    summary: 'Stamp',
    access: 'actor',
    response: z.unknown(),
    handle: ({ stamp }) => stamp,
  })
  const headers = { 'x-change-id': CHANGE_ID, [ADDRESS_HEADER]: '10.1.2.3' }
  const ask = async (more: object) =>
    await route(new Request('http://ward.test/api/x', { method: 'POST', headers: { ...headers, ...more } }))
  expect(await (await ask({})).json()).toEqual({
    actorId: 'u-ada',
    sessionId: 's-ada',
    changeId: CHANGE_ID,
    address: '10.1.2.3',
  })
  expect((await ask({ 'x-change-id': 'no-uuid' })).status).toBe(400)
})

test('an Idempotency-Key comes with a hash of the request that another body changes', async () => {
  const route = defineRoute({
    summary: 'Once',
    access: 'actor',
    body: z.strictObject({ a: z.int() }),
    response: z.unknown(),
    status: 201,
    handle: ({ idempotency }) => idempotency,
  })
  const ask = async (body: string, key: string) => {
    const response = await route(post(body, { 'idempotency-key': key }))
    return { status: response.status, ...((await response.json()) as { requestHash?: string }) }
  }
  const first = await ask('{"a":1}', 'k1')
  expect(first).toMatchObject({ userId: 'u-ada', key: 'k1', status: 201 })
  expect((await ask('{ "a": 1 }', 'k1')).requestHash).toBe(first.requestHash)
  expect((await ask('{"a":2}', 'k1')).requestHash).not.toBe(first.requestHash)
  expect((await ask('{"a":1}', 'two words')).status).toBe(400)
})

test('a limit answers 429 with the time to wait, each person for themselves', async () => {
  const route = defineRoute({
    summary: 'Limited',
    access: 'actor',
    limit: { points: 2, seconds: 60 },
    handle: () => {},
  })
  const ask = async () => await route(new Request('http://ward.test/api/x'))
  expect([(await ask()).status, (await ask()).status]).toEqual([204, 204])
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  who = { ok: true, actor: { ...ADA, userId: 'u-ben' }, via: 'token' }
  expect((await ask()).status).toBe(204)
})

function throwing(error: unknown) {
  return defineRoute({
    summary: 'Throw',
    access: 'actor',
    handle: () => {
      throw error
    },
  })
}

const ask = new Request('http://ward.test/api/x/1?secret=query', { method: 'POST' })

test('what is not in the error table leaves as 500 with the request id alone, and is logged without its words', async () => {
  const response = await throwing(new TypeError('patient Miller has no bed'))(ask)
  const error = await errorOf(response)
  expect(error).toEqual({
    status: 500,
    code: 'internal',
    message: 'Something went wrong on our side.',
    request_id: response.headers.get('x-request-id'),
  })
  expect(logged).toContain('TypeError')
  expect(logged).not.toMatch(/Miller|secret/)
})

test.each([
  ['P2002', 409, 'conflict'],
  ['P2003', 409, 'conflict'],
  ['P2025', 404, 'not_found'],
  ['P1001', 503, 'unavailable'],
  ['ECONNREFUSED', 503, 'unavailable'],
  ['57P01', 503, 'unavailable'],
  ['P9999', 500, 'internal'],
])('a failure with the code %s leaves as %i %s', async (code, status, name) => {
  const error = Object.assign(new Error('inner words'), { code })
  const wrapped = new Error('outer words', { cause: error })
  expect(await errorOf(await throwing(wrapped)(ask))).toMatchObject({ status, code: name })
})

test('a conflict carries the current row', async () => {
  const error = new AppError('conflict', { current: { id: '1', version: 3 } })
  expect(await errorOf(await throwing(error)(ask))).toMatchObject({ status: 409, current: { version: 3 } })
})

test('a denied try is told to the host, also where the answer hides it', async () => {
  await throwing(new AppError('forbidden'))(ask)
  await throwing(new AppError('not_found', { denied: true }))(ask)
  await throwing(new AppError('not_found'))(ask)
  const entry = { actorId: 'u-ada', sessionId: 's-ada', method: 'POST', path: '/api/x/1' }
  expect(denied).toEqual([expect.objectContaining(entry), expect.objectContaining(entry)])
})

test('an answer that is not what its schema says is a failure outside production', async () => {
  const route = defineRoute({
    summary: 'Wrong',
    access: 'public',
    response: z.object({ id: z.uuid() }),
    handle: () => ({ id: 'no-uuid' }),
  })
  expect((await route(new Request('http://ward.test/api/x'))).status).toBe(500)
})
