import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/createTestDatabase.ts'
import { checkKeyRing } from './checkKeyRing.ts'

const named = (id: string) => ({ id, key: randomBytes(32) })

test('a key keeps its name, and none that still locks something may be missing', async () => {
  await using db = await createTestDatabase()
  const [old, fresh] = [named('old'), named('new')]
  await checkKeyRing(db.pool, [old])
  await checkKeyRing(db.pool, [fresh, old])
  const other = checkKeyRing(db.pool, [named('old')])
  await expect(other).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringContaining('old') as string,
  })

  const id = uuidv7()
  await db.query("INSERT INTO conversations (id, kind) VALUES ($1, 'group')", [id])
  await db.query(
    `INSERT INTO conversation_keys (conversation_id, key_id, wrapped) VALUES ($1, 'old', '\\x01')`,
    [id],
  )
  await checkKeyRing(db.pool, [fresh, old])
  await expect(checkKeyRing(db.pool, [fresh])).rejects.toThrow(/still locked .* old/)
})
