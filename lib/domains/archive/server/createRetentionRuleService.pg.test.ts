import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestArchive, type TestArchive } from '../testing/createTestArchive.ts'

let hospital: TestArchive
beforeAll(async () => {
  hospital = await createTestArchive()
})
afterAll(() => hospital[Symbol.asyncDispose]())

const rule = (name: string, years = 10) =>
  hospital.archive.retentionRules.create(hospital.as('root'), { name, years })

test('admins keep the rules, everybody reads them by name', async () => {
  const { retentionRules } = hospital.archive
  const films = await rule('Films', 30)
  const charts = await rule('Charts')
  const known = (await retentionRules.list()).items.filter(({ id }) => [films.id, charts.id].includes(id))
  expect(known).toEqual([charts, films])
  for (const name of ['ada', 'max'] as const) {
    const call = hospital.as(name)
    const forbidden = { code: 'forbidden' }
    await expect(retentionRules.create(call, { name: 'Mine', years: 1 })).rejects.toMatchObject(forbidden)
    await expect(retentionRules.update(call, films.id, { version: 1, years: 1 })).rejects.toMatchObject(
      forbidden,
    )
    await expect(retentionRules.remove(call, films.id)).rejects.toMatchObject(forbidden)
  }
})

test('a change needs the version that was seen, and one name is one rule’s, however it is written', async () => {
  const { retentionRules } = hospital.archive
  const root = hospital.as('root')
  const { id } = await rule('Consent forms')
  await rule('Registers')
  await expect(retentionRules.update(root, id, { years: 12 })).rejects.toMatchObject({
    code: 'version_required',
  })
  const changed = await retentionRules.update(root, id, { version: 1, years: 12 })
  expect(changed).toEqual({ id, name: 'Consent forms', years: 12, version: 2 })
  await expect(retentionRules.update(root, id, { version: 1, years: 9 })).rejects.toMatchObject({
    code: 'conflict',
    current: changed,
  })
  await expect(retentionRules.update(root, id, { version: 2, name: 'registers' })).rejects.toMatchObject({
    fields: { name: expect.any(String) },
  })
  expect(await retentionRules.update(root, id, { version: 2, name: 'consent forms' })).toMatchObject({
    version: 3,
  })
  await expect(rule('REGISTERS')).rejects.toMatchObject({ fields: { name: expect.any(String) } })
})

test('a rule that keeps crates cannot be deleted; one that keeps none can', async () => {
  const { archive, as } = hospital
  const { id } = await rule('Implants')
  const input = { label: 'Implants', location: 'B1', retention_rule_id: id }
  const crate = await archive.crates.create(as('ada'), input)
  await expect(archive.retentionRules.remove(as('root'), id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('One crate is'),
  })
  await archive.crates.update(as('ada'), crate.id, { version: 1, retention_rule_id: null })
  await archive.retentionRules.remove(as('root'), id)
  await expect(archive.retentionRules.remove(as('root'), id)).rejects.toMatchObject({ code: 'not_found' })
})

test('a crate keeps contents, rule and date; an unknown rule is refused', async () => {
  const { archive, as } = hospital
  const { id } = await rule('Slips')
  const unknown = { fields: { retention_rule_id: expect.any(String) } }
  const input = { label: 'Slips', location: 'B1', contents: 'A\nB' }
  await expect(
    archive.crates.create(as('ada'), { ...input, retention_rule_id: uuidv7() }),
  ).rejects.toMatchObject(unknown)
  const crate = await archive.crates.create(as('ada'), { ...input, retention_rule_id: id })
  expect(crate).toMatchObject({ contents: 'A\nB', retention_rule: { id, name: 'Slips' }, retain_until: null })
  const dated = await archive.crates.update(as('ada'), crate.id, { version: 1, retain_until: '2040-02-29' })
  expect(dated).toMatchObject({ version: 2, retain_until: '2040-02-29', retention_rule: { id } })
  await expect(
    archive.crates.update(as('ada'), crate.id, { version: 2, retention_rule_id: uuidv7() }),
  ).rejects.toMatchObject(unknown)
  const same = { retain_until: '2040-02-29', contents: 'A\nB', retention_rule_id: id }
  expect(await archive.crates.update(as('ada'), crate.id, { version: 2, ...same })).toEqual(dated)
  const cleared = await archive.crates.update(as('ada'), crate.id, {
    version: 2,
    retain_until: null,
    retention_rule_id: null,
    contents: '',
  })
  expect(cleared).toMatchObject({ version: 3, contents: '', retention_rule: null, retain_until: null })
})

test('the same id with other contents is no repetition', async () => {
  const { archive, as } = hospital
  const input = { id: uuidv7(), label: 'Once', location: 'B1', contents: 'A', retain_until: '2040-01-01' }
  const first = await archive.crates.create(as('ada'), input)
  expect(await archive.crates.create(as('ada'), input)).toEqual(first)
  for (const other of [{ contents: 'B' }, { retain_until: '2041-01-01' }]) {
    await expect(archive.crates.create(as('ada'), { ...input, ...other })).rejects.toMatchObject({
      code: 'conflict',
    })
  }
})
