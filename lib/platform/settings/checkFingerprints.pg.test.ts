import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/createTestDatabase.ts'
import { checkFingerprints, KeyMismatchError } from './checkFingerprints.ts'

const key = (digit: string): string => digit.repeat(64)
const secrets = { session: key('1'), token: key('2'), proof: key('3'), backplane: key('4'), push: key('5') }

test('the first start stores fingerprints, the same keys pass, another key stops the start', async () => {
  await using db = await createTestDatabase()
  await checkFingerprints(db.pool, secrets)
  await checkFingerprints(db.pool, secrets)
  const stored = JSON.stringify(await db.query('SELECT * FROM key_fingerprints'))
  for (const secret of Object.values(secrets)) expect(stored).not.toContain(secret)

  const other = { ...secrets, token: key('a'), proof: key('b') }
  const refusal = await checkFingerprints(db.pool, other).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(KeyMismatchError)
  expect(refusal).toMatchObject({ exitCode: 78, message: expect.stringMatching(/token .*proof/) as string })
  await checkFingerprints(db.pool, secrets)
})
