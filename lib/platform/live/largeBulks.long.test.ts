import { afterAll, afterEach, beforeAll, test } from 'vitest'
import { modelTables, readDatamodel } from '../../../scripts/readModelTables.ts'
import { liveModels } from '../../liveModels.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { OutboxWitness } from '../testing/outboxWitness.ts'
import { RowFactory } from '../testing/rowFactory.ts'
import { writeBulk } from '../testing/writeBulk.ts'

const datamodel = await readDatamodel()
const models = Object.keys(liveModels)

let db: TestDatabase
let factory: RowFactory
let witness: OutboxWitness

beforeAll(async () => {
  db = await createTestDatabase()
  factory = new RowFactory(datamodel, db.query)
  witness = new OutboxWitness(db.query, liveModels, modelTables(datamodel))
})
afterAll(() => db[Symbol.asyncDispose]())
afterEach(() => factory.clear(models))

test.each(models)('[LIV-1] %s: a bulk of 10,000 is announced row by row', (model) =>
  writeBulk({ db, factory, witness, model, count: 10_000 }),
)
