import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ATTACHMENT_MAX_BYTES,
  ATTACHMENTS_PER_REQUEST,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { PersonName, TestArchive } from '@/lib/domains/archive/testing/createTestArchive.ts'
import type { RouteHandler } from '@/lib/platform/http/routeDefinition.ts'
import { DELETE, GET } from './attachments/[id]/route.ts'
import { createRouteCaller, type RouteCaller } from './testing/createRouteCaller.ts'
import { POST } from './requests/[id]/attachments/route.ts'

let routes: RouteCaller
let hospital: TestArchive
beforeAll(async () => {
  routes = await createRouteCaller()
  hospital = routes.hospital
})
afterAll(() => routes[Symbol.asyncDispose]())

/** A picture of one dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
const WEBP = Buffer.from('RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0', 'latin1')
const PDF = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n', 'latin1')

interface Upload {
  readonly name?: string
  readonly headers?: Record<string, string>
}

const call = (route: RouteHandler, by: PersonName, id: string) => routes.call(route, by, { params: { id } })

async function upload(
  by: PersonName,
  id: string,
  bytes: BodyInit,
  { name = 'scan.png', headers }: Upload = {},
) {
  const response = await routes.call(POST, by, {
    params: { id },
    body: bytes,
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(name),
      ...headers,
    },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const sentence = ({ body }: Awaited<ReturnType<typeof upload>>) =>
  (body['error'] as { message: string }).message

test('a file is kept as it came, and a picture is shown, boxed in', async () => {
  const { id, version } = await hospital.request()
  const { status, body } = await upload('abe', id, PNG, { name: 'Röntgen "1".png' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'Röntgen 1.png',
    media_type: 'image/png',
    size: PNG.byteLength,
    uploaded_by: { name: 'abe' },
  })
  const response = await call(GET, 'ada', String(body['id']))
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': `inline; filename="R_ntgen 1.png"; filename*=UTF-8''R%C3%B6ntgen%201.png`,
    'cache-control': 'no-store',
  })
  const request = await hospital.archive.requests.get(hospital.person('ada'), id)
  expect(request).toMatchObject({ version, attachments: [body] })
})

test.each([
  [JPEG, 'image/jpeg', 'inline'],
  [WEBP, 'image/webp', 'inline'],
  [PDF, 'application/pdf', 'attachment'],
])('the kind is what the bytes say: %#', async (bytes, mediaType, disposition) => {
  const { id } = await hospital.request()
  const { body } = await upload('ada', id, bytes, { headers: { 'content-type': 'text/html' } })
  expect(body).toMatchObject({ media_type: mediaType })
  const response = await call(GET, 'ada', String(body['id']))
  expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`))
})

test.each([
  ['a page that calls itself a picture', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a drawing that may run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['an archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ['a program', deflateSync(Buffer.from('MZ'))],
  ['a broken picture', PNG.subarray(0, 4)],
])('%s is refused', async (_, bytes) => {
  const { id } = await hospital.request()
  const answer = await upload('ada', id, bytes)
  expect([answer.status, sentence(answer)]).toEqual([422, expect.stringContaining('Only PNG, JPEG and WebP')])
})

test('nothing is refused as empty, and a name must be said', async () => {
  const { id } = await hospital.request()
  expect(await upload('ada', id, Buffer.alloc(0))).toMatchObject({ status: 422 })
  expect(await upload('ada', id, PNG, { name: '' })).toMatchObject({ status: 400 })
  expect(await upload('ada', id, PNG, { headers: { 'x-file-name': '%E0%A4%A' } })).toMatchObject({
    status: 400,
  })
})

test.each([
  ['../../etc/passwd', 'passwd.png'],
  ['C:\\scans\\a.PNG', 'a.png'],
  ['invoice.exe', 'invoice.exe.png'],
  ['gpj.\u202Eexe', 'gpj.exe.png'],
  ['a\r\nb\u0000.png', 'ab.png'],
  ['...', 'file.png'],
  ['x'.repeat(500), `${'x'.repeat(120)}.png`],
])('the name %j becomes %j', async (name, kept) => {
  const { id } = await hospital.request()
  expect((await upload('ada', id, PNG, { name })).body).toMatchObject({ name: kept })
})

test('the largest file fits; one byte more is refused before it is taken in', async () => {
  const { id } = await hospital.request()
  const largest = Buffer.alloc(ATTACHMENT_MAX_BYTES)
  PDF.copy(largest)
  const { status, body } = await upload('ada', id, largest, { name: 'large.pdf' })
  expect([status, body['size']]).toEqual([201, ATTACHMENT_MAX_BYTES])
  const response = await call(GET, 'ada', String(body['id']))
  expect(Buffer.from(await response.arrayBuffer()).equals(largest)).toBe(true)

  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024 * 1024
      controller.enqueue(new Uint8Array(1024 * 1024))
    },
  })
  const refused = await upload('ada', id, endless)
  expect([refused.status, sentence(refused)]).toEqual([413, 'A file may have at most 10 MB.'])
  expect(sent).toBeLessThan(2 * ATTACHMENT_MAX_BYTES)
})

test('bytes of people who may not add them are not read', async () => {
  const { id } = await hospital.request()
  let pulled = 0
  const body = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1
          controller.enqueue(new Uint8Array(10))
        },
      },
      { highWaterMark: 0 },
    )
  routes.denied.length = 0
  expect((await upload('eve', id, body())).status).toBe(404)
  expect(routes.denied).toHaveLength(1)
  const done = await hospital.decide('max', await hospital.request(), 'reject')
  const late = await upload('ada', done.id, body())
  expect([late.status, sentence(late)]).toEqual([409, expect.stringContaining('is closed')])
  expect(pulled).toBe(0)
})

test('both units of a transfer add files and see them; strangers get no byte and cannot remove', async () => {
  const { units } = hospital
  const { id } = await hospital.request({ kind: 'transfer', to_unit_id: units.radiology })
  const { body } = await upload('rob', id, PNG)
  const file = String(body['id'])
  for (const name of ['ada', 'ria', 'root'] as const) expect((await call(GET, name, file)).status).toBe(200)
  routes.denied.length = 0
  const hidden = await call(GET, 'eve', file)
  expect([hidden.status, await hidden.json()]).toEqual([
    404,
    { error: expect.objectContaining({ code: 'not_found' }) },
  ])
  expect((await call(DELETE, 'eve', file)).status).toBe(404)
  expect(routes.denied).toHaveLength(2)
})

test('who brought a file or the unit’s manager removes it, until the request is decided', async () => {
  const request = await hospital.request()
  const add = async () => String((await upload('abe', request.id, PNG)).body['id'])
  const [first, second, third] = [await add(), await add(), await add()]
  expect((await call(DELETE, 'ada', first)).status).toBe(403)
  expect((await call(DELETE, 'abe', first)).status).toBe(204)
  expect((await call(DELETE, 'max', second)).status).toBe(204)
  expect((await call(GET, 'abe', first)).status).toBe(404)
  const [left] = await hospital.query<{ kept: number }>(
    `SELECT count(*)::int AS kept FROM archive_attachment_bytes WHERE attachment_id = ANY($1)`,
    [[first, second, third]],
  )
  expect(left?.kept).toBe(1)
  await hospital.decide('max', request, 'approve')
  expect((await call(DELETE, 'abe', third)).status).toBe(409)
  // It is still open: what comes back is photographed.
  expect((await upload('ada', request.id, PNG)).status).toBe(201)
})

test('a request takes so many files and no more, also of many who add at the same instant', async () => {
  const { id } = await hospital.request()
  const answers = await Promise.all(
    Array.from({ length: ATTACHMENTS_PER_REQUEST + 5 }, () => upload('ada', id, PNG)),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(ATTACHMENTS_PER_REQUEST)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
})

test('an upload that is sent again under its key is one file; another file under it is refused', async () => {
  const { id } = await hospital.request()
  const key = { headers: { 'idempotency-key': 'upload-1' } }
  const first = await upload('ada', id, PNG, key)
  expect(await upload('ada', id, PNG, key)).toEqual(first)
  expect(await upload('ada', id, JPEG, key)).toMatchObject({ status: 422 })
  const request = await hospital.archive.requests.get(hospital.person('ada'), id)
  expect(request.attachments).toHaveLength(1)
})
