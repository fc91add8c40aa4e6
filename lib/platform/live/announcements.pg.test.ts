import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { modelTables, readDatamodel } from '../../../scripts/readModelTables.ts'
import { liveModels } from '../../liveModels.ts'
import type { Stamp, WardlineTx } from '../database/createDatabase.ts'
import { PrismaClient } from '../database/generated/client.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { OutboxWitness } from '../testing/outboxWitness.ts'
import { RowFactory } from '../testing/rowFactory.ts'
import { writeBulk } from '../testing/writeBulk.ts'
import { nestedShapes, plainShapes, rawUpdate, type WriteShape } from '../testing/writeShapes.ts'

// The table of writes: every live model × every way to write it × every way that it may end. Models, relations and rows
// come from the schema, so that a new model is in it at once.

const datamodel = await readDatamodel()
const nobody: Stamp = { actorId: null, sessionId: null, changeId: null, address: null }
const failing: Stamp = { ...nobody, address: 'fails at commit' }
const isLive = (name: string): boolean => name in liveModels

/** A CHECK or a RESTRICT may refuse what the schema allows; then nothing has happened. */
const REFUSED = /violates|constraint/i

let db: TestDatabase
let bare: PrismaClient
let factory: RowFactory
let witness: OutboxWitness

beforeAll(async () => {
  db = await createTestDatabase()
  bare = new PrismaClient({ adapter: new PrismaPg(db.pool) })
  factory = new RowFactory(datamodel, db.query)
  witness = new OutboxWitness(db.query, liveModels, modelTables(datamodel))
  await db.query(`CREATE FUNCTION test_fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('wardline.address', true) = 'fails at commit' THEN RAISE EXCEPTION 'refused at commit'; END IF;
    RETURN NULL; END $$`)
  for (const name of Object.keys(liveModels)) {
    await db.query(`CREATE CONSTRAINT TRIGGER test_fail AFTER INSERT OR UPDATE OR DELETE ON "${factory.table(name).table}"
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION test_fail()`)
  }
})
afterAll(async () => {
  await bare.$disconnect()
  await db[Symbol.asyncDispose]()
})

afterEach(() => factory.clear(Object.keys(liveModels)))

/** Runs a write and returns how many changes were announced; the witness says whether they are the right ones. */
async function announced(
  shape: WriteShape,
  run: (write: Write) => Promise<unknown>,
): Promise<number | 'refused'> {
  const write = await shape.prepare()
  await witness.start()
  try {
    await run(write)
  } catch (error) {
    if (!(error instanceof Error) || !REFUSED.test(error.message)) throw error
    expect(await witness.check()).toBe(0)
    return 'refused'
  }
  return witness.check()
}
type Write = (client: WardlineTx) => Promise<unknown>

/** Until every other session of this database has ended its transaction. */
const quiet = () =>
  vi.waitFor(async () => {
    const open = await db.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    )
    expect(open).toEqual([])
  }, 20_000)

describe.each(Object.keys(liveModels))('%s', (model) => {
  // The factory of the collecting phase only reads the schema.
  const shapesOf = (maker: RowFactory) => [
    ...plainShapes(maker, model),
    ...nestedShapes(maker, model, isLive),
  ]
  const names = shapesOf(new RowFactory(datamodel, db?.query)).map((shape) => shape.name)
  const shape = (name: string): WriteShape => {
    const found = shapesOf(factory).find((one) => one.name === name)
    if (found === undefined) throw new Error(`${name} is no shape`)
    return found
  }

  test.each(names)(
    '[LIV-1] %s: announced in a stamped transaction, and by a bare client on its own',
    async (name) => {
      const stamped = await announced(shape(name), (write) => db.database.inTransaction(nobody, write))
      const alone = await announced(shape(name), (write) => bare.$transaction(write))
      expect(stamped).not.toBe(0)
      expect(alone).toBe(stamped)
    },
  )

  const direct = [
    'create',
    'createMany',
    'update',
    'upsert of a new row',
    'upsert of an old row',
    'delete',
    'raw UPDATE',
  ]
  test.each(direct)(
    '[LIV-1] %s without any transaction is announced, and refused in our own code',
    async (name) => {
      expect(await announced(shape(name), (write) => write(bare))).toBeGreaterThan(0)
      const write = await shape(name).prepare()
      await witness.start()
      await expect(write(db.database.prisma)).rejects.toThrow(/inTransaction/)
      expect(await witness.check(model)).toBe(0)
    },
  )

  const written = ['create', 'update', 'delete', 'raw UPDATE']
  const endings: Record<string, (write: Write) => Promise<unknown>> = {
    'a throw': (write) =>
      db.database.inTransaction(nobody, async (tx) => {
        await write(tx)
        throw new Error('changed my mind')
      }),
    'a time-out': (write) =>
      db.database.inTransaction(
        nobody,
        async (tx) => {
          await write(tx)
          await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.15)`
          await tx.$queryRaw`SELECT 1`
        },
        { timeoutMs: 100 },
      ),
    'a constraint': (write) =>
      db.database.inTransaction(nobody, async (tx) => {
        await write(tx)
        await tx.$executeRaw`INSERT INTO live_head (id) VALUES (1)`
      }),
    'a deferred constraint at commit': (write) => db.database.inTransaction(failing, write),
    'a killed backend': (write) =>
      db.database.inTransaction(nobody, async (tx) => {
        await write(tx)
        const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
        await db.query('SELECT pg_terminate_backend($1)', [backend?.pid])
      }),
  }
  const cases = Object.keys(endings).flatMap((ending) => written.map((name) => [name, ending] as const))
  test.each(cases)('[LIV-1] %s, rolled back by %s, is never announced', async (name, ending) => {
    const write = await shape(name).prepare()
    await witness.start()
    await expect(endings[ending]?.(write)).rejects.toThrow()
    await quiet()
    expect(await witness.check(model)).toBe(0)
  })

  test('[LIV-1] by hand: what a savepoint took back is not announced, what stayed is', async () => {
    const [row] = await factory.seed(model, 1)
    const data = await factory.mutation(model)
    const [fresh] = await factory.rows(model, 1)
    const { sql, values } = factory.insertSql(model, fresh === undefined ? [] : [fresh])
    await witness.start()
    await db.query('BEGIN')
    await db.query('SAVEPOINT s')
    await db.query(sql, values)
    await db.query('ROLLBACK TO s')
    await rawUpdate(byHand(), factory, { model, row, data })
    await db.query('COMMIT')
    expect(await witness.check(model)).toBe(1)
  })

  test('[LIV-1] by hand, in replica mode, too', async () => {
    const [fresh] = await factory.rows(model, 1)
    const { sql, values } = factory.insertSql(model, fresh === undefined ? [] : [fresh])
    await witness.start()
    await db.query('SET session_replication_role = replica')
    await db.query(sql, values)
    await db.query('RESET session_replication_role')
    expect(await witness.check(model)).toBe(1)
  })

  test('[LIV-1] an UPDATE that changes nothing is not announced', async () => {
    await factory.seed(model, 2)
    await witness.start()
    await db.query(`UPDATE "${factory.table(model).table}" SET id = id`)
    expect(await witness.check(model)).toBe(0)
  })

  test('[LIV-1] TRUNCATE is refused', async () => {
    await factory.seed(model, 1)
    await witness.start()
    await expect(db.query(`TRUNCATE "${factory.table(model).table}" CASCADE`)).rejects.toThrow(/TRUNCATE/)
    expect(await witness.check(model)).toBe(0)
  })
})

test.each(Object.keys(liveModels))('[LIV-1] %s: a bulk is announced row by row', (model) =>
  writeBulk({ db, factory, witness, model, count: 500 }),
)

/** Just enough of a client for `rawUpdate`, over the plain connection. */
function byHand(): WardlineTx {
  const client = { $executeRawUnsafe: (sql: string, ...values: unknown[]) => db.query(sql, values) }
  return client as unknown as WardlineTx
}
