import Papa from 'papaparse'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CRATE_SORTS } from '@/lib/domains/archive/contract/crate.ts'
import { REQUEST_SORTS } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Answer, Asker, Sent } from './testing/createHospital.ts'
import { createWorld } from './testing/createWorld.ts'
import {
  HOSTILE_QUERIES,
  HOSTILE_TEXTS,
  OPERATORS,
  OTHERS_FIELDS,
  UNKEEPABLE,
} from './testing/hostileValues.ts'
import { listRoutes, type ListedRoute } from './testing/listRoutes.ts'
import { ROUTE_ENTRIES } from './testing/routeEntries.ts'
import { json, STATUS, type World } from './testing/routeTrial.ts'
import { schemaFields } from './testing/schemaFields.ts'

/** Those that `defineRoute` made; next-auth's own has tests beside it. */
const routes = (await listRoutes()).filter(({ handler }) => handler.definition !== undefined)
const named = (chosen: readonly ListedRoute[]) => chosen.map((route) => [route.name, route] as const)
const writes = routes.filter(({ method }) => method !== 'GET')

let world: World & AsyncDisposable
/** May do all of it, in a unit that has something. */
let boss: Asker
beforeAll(async () => {
  world = await createWorld()
  boss = world.hospital.asker('superadmin', 'own')
})
afterAll(() => world[Symbol.asyncDispose]())

/** Good input for the route: the first thing of the table that is answered with yes, or the first. */
async function good({ name }: ListedRoute): Promise<Sent> {
  const trials = (await ROUTE_ENTRIES[name]?.(world, boss)) ?? []
  const trial = trials.find(({ expected }) => expected === 'yes') ?? trials[0]
  if (!trial) throw new Error(`${name} has nothing that is tried`)
  return trial.sent
}

const bodyOf = ({ body }: Sent): Record<string, unknown> =>
  typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : {}

const INTERNALS =
  /\bat \S+ \(|\.[mc]?[jt]s:\d+|node_modules|prisma|\bSELECT\b.*\bFROM\b|syntax error|P20\d\d|\b22P0|ECONN/i

/** What is wrong with an answer to hostile input: a failure of ours, another shape than every error has, insides shown. */
function faultOf({ status, json: body, text }: Answer): string | null {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`
  if (status < 400) return null
  const error = (body as { error?: Record<string, unknown> } | null)?.error
  const isShaped = ['code', 'message', 'request_id'].every((key) => typeof error?.[key] === 'string')
  if (!isShaped) return `${status} without the shape of errors: ${text.slice(0, 200)}`
  return INTERNALS.test(text) ? `${status} shows insides: ${text.slice(0, 300)}` : null
}

interface Try {
  readonly about: string
  readonly sent: Sent
  /** Default: any that is no failure. */
  readonly status?: number
  readonly by?: Asker | null
}

async function tryAll(route: ListedRoute, tries: readonly Try[]): Promise<void> {
  const before = world.hospital.errors.length
  const faults = await Promise.all(
    tries.map(async ({ about, sent, status, by = boss }) => {
      const answer = await world.hospital.ask(route, by, sent)
      const fault = faultOf(answer)
      if (fault !== null) return `${about}: ${fault}`
      if (status === undefined || answer.status === status) return null
      return `${about}: should be ${status}, and was ${answer.status} ${answer.text.slice(0, 200)}`
    }),
  )
  expect(faults.filter((fault) => fault !== null)).toEqual([])
  expect(world.hospital.errors.slice(before)).toEqual([])
}

const show = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60)

test.each(named(writes))(
  '%s: no operator passes for a value, and nothing is set that is not asked for',
  async (_name, route) => {
    const sent = await good(route)
    const { body } = route.handler.definition
    const fields = schemaFields(body)
    const known = new Set(fields.map(({ name }) => name))
    const others = Object.entries(OTHERS_FIELDS).filter(([name]) => !known.has(name))
    const withBody = (changed: object): Sent => ({ ...sent, ...json({ ...bodyOf(sent), ...changed }) })
    if (route.handler.definition.rawBody) return
    await tryAll(route, [
      ...fields.flatMap(({ name, kind }) =>
        OPERATORS.map((value) => ({
          about: `${name} is ${show(value)}`,
          sent: withBody({ [name]: value }),
          // Null may be said where a choice can be taken back.
          ...(kind !== 'other' && value !== null && { status: 422 }),
        })),
      ),
      ...others.map(([name, value]) => ({
        about: `${name} besides`,
        sent: withBody({ [name]: value }),
        status: body ? 422 : 400,
      })),
      { about: 'a prototype', sent: { ...sent, ...json(null), body: '{"__proto__":{"role":"admin"}}' } },
    ])
  },
)

test.each(named(writes))('%s: bodies of any other shape and size are refused', async (_name, route) => {
  const sent = await good(route)
  const { body, maxBodyBytes = 64 * 1024, rawBody } = route.handler.definition
  if (rawBody) return
  const type = { 'content-type': 'application/json' }
  const raw = (text: string, headers: Record<string, string> = type): Sent => ({
    ...sent,
    headers,
    body: text,
  })
  const wrong = body ? 422 : 400
  await tryAll(route, [
    { about: 'too much', sent: raw(JSON.stringify({ x: 'x'.repeat(maxBodyBytes) })), status: 413 },
    {
      about: 'said to be too much',
      sent: raw('{}', { ...type, 'content-length': '99999999999' }),
      status: 413,
    },
    { about: 'no JSON', sent: raw('{'), status: 400 },
    { about: 'JSON called text', sent: raw('{}', { 'content-type': 'text/plain' }), status: 400 },
    {
      about: 'a form',
      sent: raw('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      status: 400,
    },
    { about: 'null', sent: raw('null'), status: wrong },
    { about: 'a list', sent: raw('[]'), status: wrong },
    { about: 'a word', sent: raw('"x"'), status: wrong },
    { about: 'a number', sent: raw('1e999'), status: wrong },
    { about: 'depth', sent: raw('['.repeat(30_000) + ']'.repeat(30_000)), status: wrong },
    {
      about: 'depth in a field',
      sent: raw(`{"x":${'['.repeat(30_000) + ']'.repeat(30_000)}}`),
      status: wrong,
    },
    {
      about: 'many fields',
      sent: raw(JSON.stringify(Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`f${at}`, 1])))),
      status: wrong,
    },
    {
      about: 'no text',
      sent: { ...sent, headers: type, body: Buffer.from([0xff, 0xfe, 0x00]) },
      status: 400,
    },
    {
      about: 'a key that is none',
      sent: { ...sent, headers: { ...sent.headers, 'idempotency-key': 'a b' } },
      status: 400,
    },
    {
      about: 'a change that is none',
      sent: { ...sent, headers: { ...sent.headers, 'x-change-id': `' --` } },
    },
  ])
})

const withText = writes.flatMap((route) =>
  schemaFields(route.handler.definition.body).flatMap(({ name, kind }) =>
    kind === 'text' ? [[route.name, name, route] as const] : [],
  ),
)

test.each(withText)('%s: %s is data, whatever is written there', async (_name, field, route) => {
  const base = await good(route)
  await tryAll(
    route,
    UNKEEPABLE.map((text) => ({
      about: show(text),
      sent: { ...base, ...json({ ...bodyOf(base), [field]: text }) },
      status: 422,
    })),
  )
  const faults: string[] = []
  for (const text of HOSTILE_TEXTS) {
    const sent = await good(route)
    const answer = await world.hospital.ask(route, boss, {
      ...sent,
      ...json({ ...bodyOf(sent), [field]: text }),
    })
    const fault = faultOf(answer)
    if (fault !== null) faults.push(`${text}: ${fault}`)
    if (STATUS.yes(answer.status) && !(await isKept(answer, field, text)))
      faults.push(`${text} was not kept as it is`)
  }
  expect(faults).toEqual([])
})

/** In the answer's field of that name; a word to a decision is kept as a comment or beside the decision. */
async function isKept(answer: Answer, field: string, text: string): Promise<boolean> {
  const shown = (answer.json as Record<string, unknown> | null)?.[field]
  if (shown === undefined || shown === text) return true
  const kept = await world.hospital.query(
    'SELECT id FROM archive_comments WHERE body = $1 UNION SELECT id FROM archive_requests WHERE decision_note = $1',
    [text],
  )
  return kept.length > 0
}

const withQuery = routes.filter(({ handler }) => handler.definition.query !== undefined)

test.each(named(withQuery))('%s: whatever is asked for is looked for, never run', async (_name, route) => {
  const fields = schemaFields(route.handler.definition.query)
  const base = await good(route)
  const { query = '' } = base
  const ask = (name: string, value: string): Sent => ({
    ...base,
    query: `${query === '' ? '?' : `${query}&`}${name}=${encodeURIComponent(/\p{Surrogate}/u.test(value) ? 'x' : value)}`,
  })
  await tryAll(route, [
    ...fields.flatMap(({ name }) =>
      HOSTILE_QUERIES.map((value) => ({ about: `${name}=${show(value)}`, sent: ask(name, value) })),
    ),
    ...fields.map(({ name }) => ({
      about: `${name} twice`,
      sent: { ...base, query: `?${name}=1&${name}=2` },
      status: 422,
    })),
    ...fields.map(({ name }) => ({
      about: `${name} with an operator`,
      sent: { ...base, query: `?${name}[$ne]=1` },
      status: 422,
    })),
    { about: 'something else', sent: ask('where', '{}'), status: 422 },
    { about: 'broken percent signs', sent: { ...base, query: '?%E0%A4%A=%' }, status: 422 },
  ])
})

const withParams = routes.filter(({ handler }) => handler.definition.params !== undefined)

test.each(named(withParams))('%s: an address that leads nowhere is not found', async (_name, route) => {
  const sent = await good(route)
  const values = [...HOSTILE_TEXTS, ...UNKEEPABLE, '', 'x'.repeat(5_000), { $ne: null }, ['a'], uuidv7()]
  await tryAll(
    route,
    Object.keys(sent.params ?? {}).flatMap((name) =>
      values.map((value) => ({
        about: `${name} is ${show(value)}`,
        sent: { ...sent, params: { ...sent.params, [name]: value } },
        status: 404,
      })),
    ),
  )
})

const forgeable = writes.filter(({ handler }) => handler.definition.access === 'actor')

test.each(named(forgeable))(
  '%s: no other site’s page writes with somebody’s cookie',
  async (_name, route) => {
    const sent = await good(route)
    const { length: before } = await world.hospital.query('SELECT id FROM audit_entries WHERE action <> $1', [
      'denied',
    ])
    const cookie = { ...sent.headers, cookie: boss.cookie }
    const forged = (headers: Record<string, string>): Sent => ({
      ...sent,
      headers: { ...cookie, ...headers },
    })
    await tryAll(
      route,
      Object.entries({
        'no Origin': {},
        'another site': { origin: 'https://evil.test' },
        'a site that begins alike': { origin: 'http://ward.test.evil.test' },
        'another port': { origin: 'http://ward.test:81' },
        'a page of nowhere': { origin: 'null' },
        'the browser says so': { origin: 'http://ward.test', 'sec-fetch-site': 'cross-site' },
        'a neighbour': { 'sec-fetch-site': 'same-site' },
        'a form': { origin: 'https://evil.test', 'content-type': 'application/x-www-form-urlencoded' },
        'a form as text': { origin: 'https://evil.test', 'content-type': 'text/plain' },
        'a forwarded host': { origin: 'https://evil.test', 'x-forwarded-host': 'ward.test' },
      }).map(([about, headers]) => ({ about, sent: forged(headers), status: 403, by: null })),
    )
    const { length: after } = await world.hospital.query('SELECT id FROM audit_entries WHERE action <> $1', [
      'denied',
    ])
    expect(after).toBe(before)
    const own = await world.hospital.ask(route, null, forged({ origin: 'http://ward.test' }))
    expect(own.status).not.toBe(403)
  },
)

/** Cursors that nobody but this server writes, written by somebody else. */
const KEYS: readonly unknown[] = [
  'a\u0000',
  '\ud800',
  '0000-01-01',
  '9999-12-31',
  '0000-01-01T00:00:00Z',
  2 ** 40,
  1e308,
  null,
  [[]],
  {},
]

test.each(['crates', 'requests'])('GET /api/archive/%s: a forged cursor is none', async (list) => {
  const route = routes.find(({ name }) => name === `GET /api/archive/${list}`)
  if (!route) throw new Error('there is no such list')
  const sorts = list === 'crates' ? CRATE_SORTS : REQUEST_SORTS
  const keys = KEYS.flatMap((one) => KEYS.map((two) => [one, two])).concat(KEYS.map((one) => [one, uuidv7()]))
  await tryAll(
    route,
    sorts.flatMap((sort) =>
      keys.map((key) => ({
        about: `${sort} after ${show(key)}`,
        sent: { query: `?sort=${sort}&cursor=${Buffer.from(JSON.stringify(key)).toString('base64url')}` },
      })),
    ),
  )
})

test.each(['crates', 'requests'])(
  'an export of %s runs nothing in a spreadsheet, and keeps what was written',
  async (list) => {
    const crates = list === 'crates'
    const make = routes.find(({ name }) => name === `POST /api/archive/${list}`)
    const exporting = routes.find(({ name }) => name === `GET /api/archive/${list}.csv`)
    if (!make || !exporting) throw new Error('there is no such list')
    const texts = [...HOSTILE_TEXTS, '=1+1\n=2+2', 'two\r\nlines', 'quo"te', 'semi;colon', '=1;2']
    for (const text of texts) {
      const sent = await good(make)
      const fields = crates ? { label: text, contents: text, location: text } : { reason: text }
      expect((await world.hospital.ask(make, boss, json({ ...bodyOf(sent), ...fields }))).status, text).toBe(
        201,
      )
    }
    const { text: file } = await world.hospital.ask(exporting, boss)
    const { data, errors } = Papa.parse<string[]>(file.replace(/^\uFEFF/, '').trimEnd())
    expect(errors).toEqual([])
    const cells = data.flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    for (const text of texts) expect(cells).toContain(/^[=+\-@]/.test(text) ? `'${text}` : text)
  },
)

test('sign-in by form takes whatever is typed for what it is: a wrong guess', async () => {
  const auth = (await listRoutes()).find(({ name }) => name === 'POST /api/auth/[...nextauth]')
  const csrf = (await listRoutes()).find(({ name }) => name === 'GET /api/auth/[...nextauth]')
  if (!auth || !csrf) throw new Error('nobody can sign in')
  const given = await world.hospital.ask(csrf, null, { params: { nextauth: ['csrf'] } })
  const { csrfToken } = given.json as { csrfToken: string }
  const cookie = given.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  for (const typed of [
    ...HOSTILE_TEXTS,
    ...UNKEEPABLE.map((text) => text.replaceAll(/\p{Surrogate}/gu, '?')),
  ]) {
    const form = new URLSearchParams({ email: typed, password: typed, csrfToken, json: 'true' })
    const answer = await world.hospital.ask(auth, null, {
      params: { nextauth: ['callback', 'credentials'] },
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    expect(answer.status, typed).toBe(401)
    expect(answer.headers.get('set-cookie') ?? '', typed).not.toContain('session-token=ey')
  }
  expect(world.hospital.errors.filter((line) => !line.startsWith('sign-in failed'))).toEqual([])
})
