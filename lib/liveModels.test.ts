import { describe, expect, test } from 'vitest'
import { modelTables, readDatamodel } from '../scripts/readModelTables.ts'
import { liveModels } from './liveModels.ts'
import { captureArguments } from './platform/live/captureSql.ts'
import { isPrivateModel, privateModels } from './platform/live/privateModels.ts'

const datamodel = await readDatamodel()
const names = datamodel.models.map((model) => model.name)

describe('[LIV-4] every Prisma model is live, or private for a reason', () => {
  test.each(names)('%s', (name) => {
    const where = [name in liveModels && 'live', isPrivateModel(name) && 'private'].filter(Boolean)
    expect(
      where,
      `declare ${name} in its domain's liveModels.ts, or list it in privateModels.ts`,
    ).toHaveLength(1)
  })

  test('and nothing is declared that is no model', () => {
    const declared = [...Object.keys(liveModels), ...Object.keys(privateModels)]
    expect(declared.filter((name) => !names.includes(name))).toEqual([])
  })

  test('private models say why', () => {
    expect(Object.values(privateModels).every((reason) => reason.length > 10)).toBe(true)
  })
})

describe('[LIV-4] what triggers cannot see is not in the schema', () => {
  test('no implicit many-to-many relation: its join table would be neither live nor private', () => {
    const lists = datamodel.models.flatMap((model) =>
      model.fields
        .filter((field) => field.kind === 'object' && field.isList)
        .map((field) => ({ model, field })),
    )
    const implicit = lists.filter(({ model, field }) =>
      lists.some(
        (other) =>
          other.field.relationName === field.relationName && (other.model !== model || other.field !== field),
      ),
    )
    expect(implicit.map(({ model, field }) => `${model.name}.${field.name}`)).toEqual([])
  })

  test.each(Object.keys(liveModels))('%s has a single uuid id', (name) => {
    const model = datamodel.models.find((one) => one.name === name)
    const id = model?.fields.filter((field) => field.isId)
    expect(id).toMatchObject([{ name: 'id', type: 'String', nativeType: ['Uuid', []] }])
  })

  test.each(Object.entries(liveModels))('%s captures columns that it has', (name, model) => {
    const table = modelTables(datamodel)[name]
    expect(table && captureArguments(name, model, table)[1]).toBe('id:id')
  })
})
