import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestArchive } from '@/lib/domains/archive/testing/createTestArchive.ts'
import { createRouteCaller, type RouteCaller } from './testing/createRouteCaller.ts'
import { GET as exportCsv } from './requests.csv/route.ts'
import { POST as decide } from './requests/[id]/[decision]/route.ts'
import { DELETE as takeBack } from './requests/[id]/comments/[commentId]/route.ts'
import { GET as readComments, POST as comment } from './requests/[id]/comments/route.ts'
import { GET as list, POST as file } from './requests/route.ts'
import { GET as summary } from './summary/route.ts'
import { GET as trends } from './trends/route.ts'

let routes: RouteCaller
let hospital: TestArchive
beforeAll(async () => {
  routes = await createRouteCaller()
  hospital = routes.hospital
})
afterAll(() => routes[Symbol.asyncDispose]())

const json = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

test('a destruction over HTTP, from filing to the second yes', async () => {
  const crate = await hospital.crate()
  const input = { kind: 'destruction', crate_ids: [crate.id], reason: 'Past its time' }
  const refused = await routes.call(file, 'ada', json(input))
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { error: expect.objectContaining({ message: expect.stringContaining('no retention date') }) },
  ])
  await hospital.query(`UPDATE crates SET retain_until = '2001-12-31' WHERE id = $1`, [crate.id])
  const filed = (await (await routes.call(file, 'ada', json(input))).json()) as { id: string }
  const approve = (by: 'max' | 'mia', version: number) =>
    routes.call(decide, by, { params: { id: filed.id, decision: 'approve' }, ...json({ version }) })
  expect((await approve('max', 1)).status).toBe(200)
  expect((await approve('max', 2)).status).toBe(403)
  const late = await approve('mia', 1)
  expect([late.status, await late.json()]).toEqual([
    409,
    {
      error: expect.objectContaining({
        current: expect.objectContaining({ status: 'approved', version: 2 }),
      }),
    },
  ])
  expect(await (await approve('mia', 2)).json()).toMatchObject({ status: 'completed', version: 3 })
})

test('comments over HTTP', async () => {
  const { id } = await hospital.request()
  const said = await routes.call(comment, 'abe', { params: { id }, ...json({ body: ' Hello ' }) })
  const { id: commentId, body } = (await said.json()) as { id: string; body: string }
  expect([said.status, body]).toEqual([201, 'Hello'])
  const empty = await routes.call(comment, 'abe', { params: { id }, ...json({ body: ' ' }) })
  expect(empty.status).toBe(422)
  expect((await routes.call(readComments, 'rob', { params: { id } })).status).toBe(404)
  expect((await routes.call(takeBack, 'max', { params: { id, commentId } })).status).toBe(403)
  expect((await routes.call(takeBack, 'abe', { params: { id, commentId } })).status).toBe(204)
  expect(await (await routes.call(readComments, 'ada', { params: { id } })).json()).toEqual({ items: [] })
})

test('a list by offset, an export, counts and trends over HTTP', async () => {
  const { number } = await hospital.request({ reason: 'Axolotl' })
  const found = await routes.call(list, 'ada', { query: '?q=axolotl&offset=0&sort=-number&overdue=false' })
  expect(await found.json()).toMatchObject({ items: [{ number }], total: 1 })
  for (const query of [
    '?offset=-1',
    '?sort=reason',
    '?created_from=yesterday',
    '?offset=1&cursor=x',
    '?x=1',
  ]) {
    expect((await routes.call(list, 'ada', { query })).status, query).toBe(422)
  }
  const file = await routes.call(exportCsv, 'ada', { query: '?q=axolotl' })
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="requests.csv"',
    'cache-control': 'no-store',
  })
  const text = await file.text()
  expect(text.split('\r\n')).toHaveLength(3)
  expect(text).toContain(number)
  expect((await routes.call(exportCsv, 'ada', { query: '?limit=5' })).status).toBe(422)
  expect((await routes.call(summary, 'ada')).status).toBe(200)
  expect((await routes.call(trends, 'ada')).status).toBe(200)
})
