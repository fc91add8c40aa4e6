import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { startMailPeer } from '../../../../platform/outbound/testing/startMailPeer.ts'
import { startPeer } from '../../../../platform/outbound/testing/startPeer.ts'
import { createTestDatabase } from '../../../../platform/testing/createTestDatabase.ts'

const PROCESS = fileURLToPath(new URL('../../testing/deliveryProcess.ts', import.meta.url))
const COUNT = 1_000
const WORD = 'Zwetschgenknoedel'

/** How often each came, of those that came more than once. */
const copies = (ids: readonly string[]): number => ids.length - new Set(ids).size

test('of 1,000 mails and text messages to peers that refuse, answer late and are cut off, with the process killed in the middle, all arrive and at most one twice', async () => {
  await using db = await createTestDatabase()
  await using mail = await startMailPeer()
  await using sms = await startPeer()
  await db.query(
    `INSERT INTO users (id, email, name, role, password_hash, updated_at, belongs_since)
       SELECT gen_random_uuid(), 'p' || n || '@hospital.example', 'p' || n, 'nurse', 'x', now(), '2000-01-01'
         FROM generate_series(1, $1) AS n`,
    [COUNT],
  )
  await db.query(
    `INSERT INTO notification_profiles (id, user_id, phone, choices)
       SELECT gen_random_uuid(), id, '+49170' || (1000000 + row_number() OVER ()), '{"system": {"sms": true}}' FROM users`,
  )
  // Each tenth is refused for now, each fiftieth answered late.
  let mails = 0
  mail.judge(async () => {
    mails += 1
    if (mails % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 300))
    return mails % 10 === 0 ? 451 : null
  })
  let texts = 0
  const taken: string[] = []
  sms.answer(async ({ body }) => {
    texts += 1
    if (texts % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 300))
    if (texts % 10 === 0) return { status: 503 }
    taken.push((JSON.parse(body.toString()) as { id: string }).id)
    return { status: 200 }
  })
  await db.query(
    `INSERT INTO notifications (id, type, audience_kind, title, message)
       VALUES (gen_random_uuid(), 'system', 'everyone', $1, $1)`,
    [WORD],
  )

  const run = (): ChildProcess =>
    fork(PROCESS, [db.url, mail.url, `${sms.url}/send`], { execArgv: ['--import', 'tsx'] })
  let child = run()
  const sent = async (): Promise<number> => {
    const [row] = await db.query<{ count: number }>(
      `SELECT count(*)::int FROM deliveries WHERE state = 'sent'`,
    )
    return row?.count ?? 0
  }
  const reach = (count: number) =>
    vi.waitFor(async () => expect(await sent()).toBeGreaterThanOrEqual(count), {
      timeout: 400_000,
      interval: 50,
    })
  await reach(COUNT / 2)
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  child = run()
  try {
    await reach(2 * COUNT)
  } finally {
    child.kill('SIGKILL')
  }
  const mailed = mail.mails.map(({ messageId }) => messageId)
  expect(new Set(mailed).size).toBe(COUNT)
  expect(new Set(taken).size).toBe(COUNT)
  expect(copies(mailed)).toBeLessThanOrEqual(1)
  expect(copies(taken)).toBeLessThanOrEqual(1)
  const left = [...mail.mails.map(({ source }) => source), ...sms.requests.map(({ body }) => body.toString())]
  expect(left.filter((text) => text.includes(WORD))).toEqual([])
}, 900_000)
