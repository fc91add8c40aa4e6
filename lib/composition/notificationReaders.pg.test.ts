import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PersonName } from '../domains/archive/testing/createTestArchive.ts'
import type { SendAudience } from '../domains/notifications/contract.ts'
import { trimNotifications } from '../domains/notifications/server/trimNotifications.ts'
import { createTestNotifications, words, type TestNotifications } from './testing/createTestNotifications.ts'

let ward: TestNotifications
beforeAll(async () => (ward = await createTestNotifications()))
afterEach(() => ward.forget())
afterAll(() => ward[Symbol.asyncDispose]())

const send = (audience: SendAudience, more: object = {}, by: PersonName = 'root') =>
  ward.notifications.sender.send(ward.as(by), words(more), audience)
const first = async (name: PersonName) => {
  const [one] = (await ward.notifications.reader.list(ward.person(name), { limit: 10 })).items
  if (one === undefined) throw new Error(`${name} was told nothing`)
  return one
}
const codeOf = (attempt: Promise<unknown> | (() => unknown)): Promise<string> =>
  (typeof attempt === 'function' ? Promise.resolve().then(attempt) : attempt).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'thrown',
  )

describe('audiences', () => {
  test('[NOT-6] one row, whoever many it is for: somebody, a role, a role in a unit, a unit, everyone', async () => {
    const { surgery } = ward.units
    await send({ user_ids: [ward.id('ada')] }, { title: 'Ada' })
    await send({ role: 'manager' }, { title: 'Managers' })
    await send({ role: 'manager', unit_id: surgery }, { title: 'Managers of surgery' })
    await send({ unit_id: surgery }, { title: 'Surgery' })
    await send({ everyone: true }, { title: 'All' })
    expect(await ward.told('ada')).toEqual(['* All', '* Surgery', '* Ada'])
    expect(await ward.told('max')).toEqual(['* All', '* Surgery', '* Managers of surgery', '* Managers'])
    expect(await ward.told('ria')).toEqual(['* All', '* Managers'])
    expect(await ward.told('root')).toEqual(['* All'])
    expect(await ward.query('SELECT FROM notifications')).toHaveLength(5)
  })

  test('[NOT-6] what was told in a unit before somebody came is not theirs', async () => {
    await send({ unit_id: ward.units.pharmacy }, { title: 'Before' })
    await ward.query('UPDATE users SET unit_id = $1 WHERE id = $2', [ward.units.pharmacy, ward.id('abe')])
    await send({ unit_id: ward.units.pharmacy }, { title: 'After' })
    const moved = { ...ward.person('abe'), unitId: ward.units.pharmacy }
    const { items } = await ward.notifications.reader.list(moved, { limit: 10 })
    expect(items.map(({ title }) => title)).toEqual(['After'])
    expect(await ward.told('eve')).toEqual(['* After', '* Before'])
    await ward.query('UPDATE users SET unit_id = $1 WHERE id = $2', [ward.units.surgery, ward.id('abe')])
  })

  test('[NOT-7] what has expired is shown and counted to nobody', async () => {
    await send({ everyone: true }, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
    const { id } = await first('ada')
    const { changes_at: changesAt } = await ward.notifications.reader.counts(ward.person('ada'))
    expect(Date.parse(changesAt ?? '')).toBeGreaterThan(Date.now())
    await ward.query(`UPDATE notifications SET expires_at = now() WHERE id = $1`, [id])
    expect([await ward.told('ada'), await ward.unread('ada')]).toEqual([[], 0])
    expect(await codeOf(ward.notifications.reader.get(ward.person('ada'), id))).toBe('not_found')
  })
})

test('[NOT-13] what is old, and what has long expired, is removed with its marks', async () => {
  const { reader } = ward.notifications
  for (const title of ['Old', 'Expired', 'New']) await send({ everyone: true }, { title })
  for (const { id } of (await reader.list(ward.person('ada'), { limit: 10 })).items) {
    await reader.read(ward.as('ada'), id, false)
  }
  await ward.query(`UPDATE notifications SET created_at = now() - interval '91 days' WHERE title = 'Old'`)
  await ward.query(`UPDATE notifications SET expires_at = now() - interval '8 days' WHERE title = 'Expired'`)
  const pool = new pg.Pool({ connectionString: ward.url, max: 1 })
  expect(await trimNotifications(pool)).toBe(2)
  await pool.end()
  expect(await ward.told('max')).toEqual(['* New'])
  expect(await ward.query('SELECT FROM notification_marks')).toHaveLength(1)
})

describe('marks', () => {
  test('[NOT-8] all up to a number is read by one write, and what was marked as unread afterwards stays so', async () => {
    const { reader } = ward.notifications
    for (const title of ['One', 'Two', 'Three']) await send({ everyone: true }, { title })
    const { head } = await reader.counts(ward.person('ada'))
    await send({ everyone: true }, { title: 'Four' })
    await reader.readAll(ward.as('ada'), head)
    expect(await ward.told('ada')).toEqual(['* Four', 'Three', 'Two', 'One'])
    expect(await ward.query('SELECT FROM notification_marks')).toEqual([])
    const two = (await reader.list(ward.person('ada'), { limit: 10 })).items.find(
      ({ title }) => title === 'Two',
    )
    await reader.unread(ward.as('ada'), two?.id ?? '')
    expect(await ward.told('ada')).toEqual(['* Four', '* Two', 'Three', 'One'])
    await reader.readAll(ward.as('ada'), 1)
    expect(await ward.unread('ada')).toBe(1)
    await reader.readAll(ward.as('ada'), Number.MAX_SAFE_INTEGER)
    await send({ everyone: true }, { title: 'Five' })
    expect(await ward.told('ada')).toEqual(['* Five', 'Four', 'Three', 'Two', 'One'])
    expect(await ward.unread('max')).toBe(5)
  })

  test('[NOT-8] one is read and unread again, by its reader alone', async () => {
    const { reader } = ward.notifications
    await send({ everyone: true })
    const { id } = await first('ada')
    await reader.read(ward.as('ada'), id, false)
    expect([await ward.unread('ada'), await ward.unread('abe')]).toEqual([0, 1])
    await reader.unread(ward.as('ada'), id)
    expect(await ward.unread('ada')).toBe(1)
    await send({ user_ids: [ward.id('max')] })
    const { id: others } = await first('max')
    for (const act of [
      () => reader.read(ward.as('ada'), others, false),
      () => reader.unread(ward.as('ada'), others),
      () => reader.snooze(ward.as('ada'), others, { until: null, group: false }),
      () => reader.acknowledge(ward.as('ada'), others),
    ]) {
      expect(await codeOf(act)).toBe('not_found')
    }
  })

  test('[NOT-9] what is put off is gone until then, and says when it comes back', async () => {
    const { reader } = ward.notifications
    await send({ everyone: true })
    const { id } = await first('ada')
    const until = new Date(Date.now() + 3_600_000)
    await reader.snooze(ward.as('ada'), id, { until, group: true })
    expect(await ward.told('ada')).toEqual([])
    expect(await ward.told('ada', { state: 'snoozed' })).toEqual(['* Lifts are out'])
    expect(await reader.counts(ward.person('ada'))).toMatchObject({
      unread: 0,
      changes_at: until.toISOString(),
    })
    await ward.query(`UPDATE notification_marks SET snoozed_until = now()`)
    expect(await ward.unread('ada')).toBe(1)
    expect(await codeOf(() => reader.snooze(ward.as('ada'), id, { until: new Date(0), group: false }))).toBe(
      'validation_failed',
    )
  })

  test('[NOT-9] a line that stands for several is put off with all of them, and comes back with them', async () => {
    const { reader } = ward.notifications
    for (const title of ['One', 'Two', 'Other']) await send({ everyone: true }, { title })
    await ward.query(`UPDATE notifications SET group_key = 'lifts' WHERE title <> 'Other'`)
    const line = (await reader.list(ward.person('ada'), { limit: 10 })).items.find(({ count }) => count === 2)
    const id = line?.id ?? ''
    await reader.snooze(ward.as('ada'), id, { until: new Date(Date.now() + 3_600_000), group: true })
    expect([await ward.told('ada'), await ward.unread('ada')]).toEqual([['* Other'], 1])
    expect(await ward.unread('abe')).toBe(3)
    await reader.snooze(ward.as('ada'), id, { until: null, group: true })
    expect(await ward.unread('ada')).toBe(3)
  })

  test('how many it would reach is what it reaches, and only those who may send are told', async () => {
    const { sender } = ward.notifications
    const audiences: readonly SendAudience[] = [
      { everyone: true },
      { role: 'manager' },
      { role: 'manager', unit_id: ward.units.surgery },
      { unit_id: ward.units.surgery },
      { user_ids: [ward.id('ada'), ward.id('max')] },
    ]
    for (const audience of audiences) {
      const { recipients } = await sender.recipients(ward.person('root'), audience)
      expect(recipients).toBeGreaterThan(0)
      expect((await send(audience)).recipients).toBe(recipients)
    }
    expect(await codeOf(() => sender.recipients(ward.person('max'), { everyone: true }))).toBe('forbidden')
  })

  test('[NOT-10] numbers rise in the order of commits: nobody has read what they could not see', async () => {
    const rows = await Promise.all(Array.from({ length: 12 }, () => send({ everyone: true })))
    const seen = await ward.query<{ number: string; xmin: string }>(
      'SELECT number, xmin::text FROM notifications ORDER BY number',
    )
    expect(seen).toHaveLength(rows.length)
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const nobody = { actorId: null, sessionId: null, changeId: null, address: null }
    const write = { type: 'system', title: 'x', message: 'x', audienceKind: 'everyone' as const }
    let earlier = 0n
    const early = ward.database.inTransaction(nobody, async (tx) => {
      earlier = (await tx.notification.create({ data: { id: uuidv7(), ...write } })).number
      await held
    })
    await expect.poll(() => earlier, { timeout: 10_000 }).not.toBe(0n)
    const late = ward.database.inTransaction(nobody, async (tx) => {
      return (await tx.notification.create({ data: { id: uuidv7(), ...write } })).number
    })
    await expect
      .poll(
        () =>
          ward.query(
            `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`,
          ),
        { timeout: 10_000 },
      )
      .not.toEqual([])
    release()
    await early
    expect(await late).toBeGreaterThan(earlier)
  })
})

describe('sending', () => {
  test('[NOT-11] only admins send, once under one id, to those who are there', async () => {
    const { sender } = ward.notifications
    expect(await codeOf(() => send({ everyone: true }, {}, 'max'))).toBe('forbidden')
    const same = words()
    const tries = Array.from({ length: 6 }, () => sender.send(ward.as('root'), same, { everyone: true }))
    expect(new Set((await Promise.all(tries)).map(({ id }) => id))).toEqual(new Set([same.id]))
    expect(await ward.query('SELECT FROM notifications')).toHaveLength(1)
    expect(await codeOf(send({ user_ids: [uuidv7()] }))).toBe('validation_failed')
    expect(await codeOf(send({ unit_id: uuidv7() }))).toBe('validation_failed')
    expect(await codeOf(send({ everyone: true }, { expires_at: '2020-01-01T00:00:00Z' }))).toBe(
      'validation_failed',
    )
  })

  test('[NOT-12] the sender sees who has acknowledged, when and on what, and who has not', async () => {
    const { reader, sender } = ward.notifications
    const sent = await send({ unit_id: ward.units.radiology }, { requires_ack: true })
    expect(sent).toMatchObject({ recipients: 2, acknowledged: 0 })
    const session = ward.person('rob').sessionId
    await ward.query(
      `INSERT INTO sessions (id, user_id, device, expires_at) VALUES ($1, $2, 'Firefox on Linux', now() + interval '1 day')`,
      [session, ward.id('rob')],
    )
    const { id } = await first('rob')
    expect((await reader.waiting(ward.person('rob'), true)).map((one) => one.id)).toEqual([id])
    await reader.read(ward.as('rob'), id, false)
    expect(await reader.waiting(ward.person('rob'), true)).toHaveLength(1)
    await reader.acknowledge(ward.as('rob'), id)
    await reader.acknowledge(ward.as('rob'), id)
    expect(await reader.waiting(ward.person('rob'), true)).toEqual([])
    const receipts = await sender.receipts(ward.person('root'), sent.id)
    expect(receipts).toMatchObject({
      acknowledged: [{ user: { name: 'rob' }, device: 'Firefox on Linux' }],
      waiting: [{ name: 'ria' }],
      waiting_count: 1,
    })
    expect((await sender.sent(ward.person('root'), { limit: 10 })).items).toMatchObject([
      { id: sent.id, recipients: 2, acknowledged: 1 },
    ])
    expect(await codeOf(sender.receipts(ward.person('max'), sent.id))).toBe('not_found')
  })
})
