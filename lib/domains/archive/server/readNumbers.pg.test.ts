import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArchive, type PersonName, type TestArchive } from '../testing/createTestArchive.ts'

let t: TestArchive
beforeAll(async () => {
  t = await createTestArchive()
})
afterAll(() => t[Symbol.asyncDispose]())

test('numbers are told of what one may read: a crate in its unit, a transfer in both', async () => {
  const crate = await t.crate('surgery')
  const transfer = await t.request({ kind: 'transfer', to_unit_id: t.units.radiology })
  const ids = { crates: [crate.id], requests: [transfer.id] }
  const told = async (name: PersonName) =>
    [...(await t.archive.numbers(t.person(name), ids)).values()].toSorted()
  const both = [crate.number, transfer.number].toSorted()
  expect([await told('ada'), await told('root')]).toEqual([both, both])
  expect([await told('rob'), await told('eve')]).toEqual([[transfer.number], []])
  expect((await t.archive.numbers(t.person('ada'), { crates: [], requests: [] })).size).toBe(0)
})
