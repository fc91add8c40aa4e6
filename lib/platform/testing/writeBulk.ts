import { expect } from 'vitest'
import type { Stamp } from '../database/createDatabase.ts'
import type { TestDatabase } from './createTestDatabase.ts'
import type { OutboxWitness } from './outboxWitness.ts'
import type { RowFactory } from './rowFactory.ts'

export interface Bulk {
  readonly db: TestDatabase
  readonly factory: RowFactory
  readonly witness: OutboxWitness
  readonly model: string
  readonly count: number
}

const nobody: Stamp = { actorId: null, sessionId: null, changeId: null, address: null }

/** Inserts `count` rows of a model in one statement and deletes them in another; each row must be announced, once. */
export async function writeBulk({ db, factory, witness, model, count }: Bulk): Promise<void> {
  const rows = await factory.rows(model, count)
  const { sql, values } = factory.insertSql(model, rows)
  await witness.start()
  await db.database.inTransaction(nobody, (tx) => tx.$executeRawUnsafe(sql, ...values), { timeoutMs: 60_000 })
  expect(await witness.check(model)).toBe(count)
  await witness.start()
  const ids = rows.map((row) => row.id)
  await db.query(`DELETE FROM "${factory.table(model).table}" WHERE id = ANY($1)`, [ids])
  expect(await witness.check(model)).toBe(count)
}
