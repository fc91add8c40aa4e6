import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BULK_MAX, CrateImported, CratePage, CrateRelocated } from '@/lib/domains/archive/contract/crate.ts'
import type { PersonName, TestArchive } from '@/lib/domains/archive/testing/createTestArchive.ts'
import type { RouteHandler } from '@/lib/platform/http/routeDefinition.ts'
import { GET as exportCrates } from './crates.csv/route.ts'
import { POST as importCrates } from './crates/import/route.ts'
import { POST as relocateCrates } from './crates/relocate/route.ts'
import { GET as listCrates } from './crates/route.ts'
import { createRouteCaller, type RouteCaller } from './testing/createRouteCaller.ts'
import { DELETE as deleteRule } from './retention-rules/[id]/route.ts'
import { GET as listRules, POST as addRule } from './retention-rules/route.ts'

let routes: RouteCaller
let hospital: TestArchive
beforeAll(async () => {
  routes = await createRouteCaller()
  hospital = routes.hospital
})
afterAll(() => routes[Symbol.asyncDispose]())

async function post(route: RouteHandler, by: PersonName, body: object) {
  const headers = { 'content-type': 'application/json' }
  const response = await routes.call(route, by, { body: JSON.stringify(body), headers })
  return { status: response.status, body: (await response.json()) as unknown }
}

const line = (index: number, contents = '') => ({
  id: uuidv7(),
  line: index + 1,
  label: 'Ä'.repeat(200),
  contents,
  location: 'ö'.repeat(200),
  retention_rule: '',
  retain_until: '',
})

const lines = (contents: string) => Array.from({ length: BULK_MAX }, (_, index) => line(index, contents))

test('a full piece of the longest lines that crates take fits into one request; ten at once are let in', async () => {
  const pieces = Array.from({ length: 10 }, () => ({ dry_run: true, lines: lines('長'.repeat(4_000)) }))
  const answers = await Promise.all(pieces.map((piece) => post(importCrates, 'ada', piece)))
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(new Set(CrateImported.parse(body).results.map(({ outcome }) => outcome))).toEqual(
      new Set(['valid']),
    )
  }
})

test('more than that is too large, and more lines than a piece holds are refused', async () => {
  expect(await post(importCrates, 'ada', { lines: lines('長'.repeat(6_000)) })).toMatchObject({ status: 413 })
  const many = [...lines(''), line(BULK_MAX)]
  expect(await post(importCrates, 'ada', { lines: many })).toMatchObject({ status: 422 })
  expect(await post(importCrates, 'ada', { lines: [{ ...line(0), status: 'stored' }] })).toMatchObject({
    status: 422,
  })
})

test('as many crates as a bulk change holds are relocated in one request, no more', async () => {
  const { results } = CrateImported.parse((await post(importCrates, 'ada', { lines: lines('') })).body)
  const items = results.map(({ id }) => ({ id, version: 1, location: 'ü'.repeat(200) }))
  const { status, body } = await post(relocateCrates, 'abe', { items })
  expect(status).toBe(200)
  expect(CrateRelocated.parse(body).changed).toHaveLength(BULK_MAX)
  const more = [...items, { id: uuidv7(), version: 1, location: 'B1' }]
  expect(await post(relocateCrates, 'abe', { items: more })).toMatchObject({ status: 422 })
})

test('the export is a file of one’s own unit, with the list’s filters', async () => {
  const { archive, as } = hospital
  const mine = await archive.crates.create(as('rob'), { label: '=SUM(A1)', location: 'Shelf "1", B' })
  const other = await archive.crates.create(as('rob'), { label: 'Films', location: 'Attic' })
  const response = await routes.call(exportCrates, 'ria', { query: '?location=shelf' })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="crates.csv"',
    'cache-control': 'no-store',
  })
  const text = await response.text()
  expect(text).toContain(`${mine.number},'=SUM(A1),,"Shelf ""1"", B",`)
  expect(text).not.toContain(other.number)
  expect(await (await routes.call(exportCrates, 'eve')).text()).not.toContain('CR-')
  expect((await routes.call(exportCrates, 'ria', { query: '?offset=0' })).status).toBe(422)
})

test('a list by offset says how many there are; one by cursor does not', async () => {
  const page = async (query: string) =>
    CratePage.parse(await (await routes.call(listCrates, 'ria', { query })).json())
  expect(await page('?offset=1&limit=1&sort=label')).toMatchObject({ total: 2, items: [{ label: 'Films' }] })
  expect(await page('?limit=1')).not.toHaveProperty('total')
  expect((await routes.call(listCrates, 'ria', { query: '?sort=owner' })).status).toBe(422)
})

test('everybody reads the retention rules, admins keep them', async () => {
  const rule = { id: uuidv7(), name: 'Charts', years: 10 }
  expect(await post(addRule, 'max', rule)).toMatchObject({ status: 403 })
  expect(await post(addRule, 'root', rule)).toMatchObject({ status: 201, body: { ...rule, version: 1 } })
  expect(await (await routes.call(listRules, 'ada')).json()).toEqual({ items: [{ ...rule, version: 1 }] })
  expect((await routes.call(deleteRule, 'max', { params: { id: rule.id } })).status).toBe(403)
  expect((await routes.call(deleteRule, 'root', { params: { id: rule.id } })).status).toBe(204)
})
