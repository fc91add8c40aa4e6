import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { serialiseQueries } from './serialiseQueries.ts'

let db: TestDatabase
let client: pg.Client
/** How many queries pg was handed, and has not answered. */
let handed: number
let most: number

beforeEach(async () => {
  db = await createTestDatabase()
  client = new pg.Client({ connectionString: db.url })
  await client.connect()
  ;[handed, most] = [0, 0]
  const send: (...query: unknown[]) => Promise<unknown> = client.query.bind(client)
  Reflect.set(client, 'query', async (...query: unknown[]) => {
    handed += 1
    most = Math.max(most, handed)
    try {
      return await send(...query)
    } finally {
      handed -= 1
    }
  })
  serialiseQueries(client)
})
afterEach(async () => {
  await client.end()
  await db[Symbol.asyncDispose]()
})

const ask = async (n: number) => (await client.query<{ n: number }>('SELECT $1::int AS n', [n])).rows[0]?.n

test('queries that are asked at once are sent one after the other, in order, and each gets its own answer', async () => {
  const asked = Array.from({ length: 20 }, (_, n) => n)
  const answered: (number | undefined)[] = []
  await Promise.all(asked.map(async (n) => answered.push(await ask(n))))
  expect([answered, most]).toEqual([asked, 1])
})

test('one that fails fails alone', async () => {
  const results = await Promise.allSettled([ask(1), client.query('SELECT nothing'), ask(3)])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect([await ask(4), most]).toEqual([4, 1])
})

test('Prisma may include several relations within a transaction, and pg does not warn of it', async () => {
  const warnings: string[] = []
  const note = (warning: Error): void => void warnings.push(warning.message)
  process.on('warning', note)
  await db.database.inTransaction(
    { actorId: null, sessionId: null, changeId: null, address: null },
    async (tx) => {
      await tx.unit.create({ data: { id: '0192f0c0-0000-7000-8000-000000000001', code: 'u', name: 'U' } })
      await tx.unit.findMany({ include: { users: true, crates: true, requests: true } })
    },
  )
  // Warnings come in a turn of their own.
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', note)
  expect(warnings).toEqual([])
})
