import { connect, createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createRendezvous } from '../testing/createRendezvous.ts'
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase.ts'
import { createDatabase, type Stamp } from './createDatabase.ts'
import { DatabaseUnavailable } from './databaseUnavailable.ts'
import { UnstampedWrite } from './guardWrites.ts'

const ada: Stamp = { actorId: 'ada', sessionId: 's1', changeId: 'c1', address: '10.0.0.1' }
const nobody: Stamp = { actorId: null, sessionId: null, changeId: null, address: null }
const silent = { debug() {}, info() {}, warn() {}, error() {} }
const unit = () => ({ id: uuid(), code: uuid(), name: 'Surgery' })

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

test('[LIV-1] a transaction carries its stamp to the audit and the outbox, and leaves none behind', async () => {
  const data = unit()
  await db.database.inTransaction(ada, (tx) => tx.unit.create({ data }))
  await db.database.inTransaction(nobody, (tx) =>
    tx.unit.update({ where: { id: data.id }, data: { name: 'OR' } }),
  )
  const audit = await db.query(
    'SELECT actor_id, session_id, address, change_id, fields FROM audit_entries WHERE row_id = $1 ORDER BY id',
    [data.id],
  )
  expect(audit).toEqual([
    { actor_id: 'ada', session_id: 's1', address: '10.0.0.1', change_id: 'c1', fields: [] },
    { actor_id: null, session_id: null, address: null, change_id: null, fields: ['name'] },
  ])
  const outbox = await db.query("SELECT change_id FROM live_outbox WHERE after->>'id' = $1 ORDER BY id", [
    data.id,
  ])
  expect(outbox.map((row) => row['change_id'])).toEqual(['c1', null])
})

test('[LIV-5] a write of a live model outside a transaction throws a teaching error', async () => {
  const { prisma } = db.database
  await expect(prisma.unit.create({ data: unit() })).rejects.toThrow(/inTransaction\(stamp/)
  await expect(prisma.unit.updateMany({ data: { name: 'x' } })).rejects.toThrow(UnstampedWrite)
  await expect(prisma.$executeRaw`UPDATE units SET name = 'x'`).rejects.toThrow(UnstampedWrite)
  await expect(prisma.$executeRawUnsafe('DELETE FROM "units"')).rejects.toThrow(UnstampedWrite)
  await expect(prisma.$queryRaw`INSERT INTO units SELECT FROM units RETURNING id`).rejects.toThrow(
    UnstampedWrite,
  )
  await expect(prisma.sessionActivity.updateMany({ data: { address: 'x' } })).resolves.toEqual({ count: 0 })
  await expect(
    prisma.sessionActivity.update({
      where: { sessionId: uuid() },
      data: { session: { update: { user: { update: { name: 'x' } } } } },
    }),
  ).rejects.toThrow(/nested write of Session/)
  expect(await prisma.unit.count()).toBeGreaterThanOrEqual(0)
  expect(await prisma.$queryRaw`SELECT count(*) FROM units`).toHaveLength(1)
})

test('[LIV-6] listeners hear of a commit after it, and of no rollback', async () => {
  let heard = 0
  const stop = db.database.onCommit(() => (heard += 1))
  await db.database.inTransaction(ada, (tx) => tx.unit.create({ data: unit() }))
  expect(heard).toBe(1)
  const failing = db.database.inTransaction(ada, async (tx) => {
    await tx.unit.create({ data: unit() })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(heard).toBe(1)
  stop()
})

test('[LIV-7] a transaction that lost a deadlock is run again', async () => {
  const [a, b] = [unit(), unit()]
  await db.database.inTransaction(nobody, (tx) => tx.unit.createMany({ data: [a, b] }))
  const both = createRendezvous(2)
  const touch = (first: string, second: string) =>
    db.database.inTransaction(nobody, async (tx) => {
      await tx.unit.update({ where: { id: first }, data: { name: uuid() } })
      await both()
      await tx.unit.update({ where: { id: second }, data: { name: uuid() } })
    })
  await Promise.all([touch(a.id, b.id), touch(b.id, a.id)])
  const changes = await db.query("SELECT 1 FROM live_outbox WHERE before->>'id' = ANY($1)", [[a.id, b.id]])
  expect(changes).toHaveLength(4)
})

test('[LIV-8] a database that is away is recognisable', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  const away = createDatabase({ url: `postgresql://x:x@127.0.0.1:${port}/x`, logger: silent })
  await expect(away.inTransaction(ada, (tx) => tx.unit.count())).rejects.toThrow(DatabaseUnavailable)
  await expect(away.prisma.unit.count()).rejects.toThrow(DatabaseUnavailable)
  await away.close()
})

test('[LIV-8] so is one that ends the connection in the middle', async () => {
  const killed = db.database.inTransaction(ada, async (tx) => {
    const data = unit()
    await tx.unit.create({ data })
    const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
    await db.query('SELECT pg_terminate_backend($1)', [backend?.pid])
    await tx.unit.create({ data: unit() })
  })
  await expect(killed).rejects.toThrow(DatabaseUnavailable)
})

test.each(['53100', '53200', '58030'])('[LIV-8] so is one that has no room left (%s)', async (code) => {
  const failing = db.database.inTransaction(nobody, async (tx) => {
    await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '${code}'; END $$`)
  })
  await expect(failing).rejects.toThrow(DatabaseUnavailable)
})

test('[LIV-8] a connection that is lost while the database is being closed is noted, and nothing more', async () => {
  await using gate = await openGate(Number(new URL(db.url).port))
  const address = new URL(db.url)
  address.port = String(gate.port)
  const warn = vi.fn()
  const closing = createDatabase({ url: address.href, logger: { ...silent, warn } })
  await closing.prisma.$queryRaw`SELECT 1`
  await closing.close()
  await vi.waitFor(() => expect(warn).toHaveBeenCalled(), 10_000)
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ err: expect.objectContaining({ code: '57P01' }) }),
    'a database connection was lost',
  )
})

test('an undefined in a where is refused, since it would match everything', async () => {
  const id = undefined as unknown as string
  await expect(db.database.prisma.unit.findFirst({ where: { id } })).rejects.toThrow(/undefined/)
})

/** A way to PostgreSQL that answers a client's farewell as a server does that is shut down at that moment: with FATAL 57P01. */
async function openGate(port: number): Promise<{ port: number } & AsyncDisposable> {
  const farewell = Buffer.from([0x58, 0, 0, 0, 4])
  const fields = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'
  const shutDown = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 4 + fields.length]), Buffer.from(fields)])
  const gate = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    client.on('data', (bytes) => (bytes.equals(farewell) ? client.end(shutDown) : server.write(bytes)))
    client.on('close', () => server.end(farewell))
    server.on('data', (bytes) => client.write(bytes))
  }).listen(0, '127.0.0.1')
  await once(gate, 'listening')
  return {
    port: (gate.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      gate.close()
      await once(gate, 'close')
    },
  }
}
