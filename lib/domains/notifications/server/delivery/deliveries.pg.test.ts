import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPushBrowser } from '../../../../platform/outbound/testing/createPushBrowser.ts'
import { startMailPeer } from '../../../../platform/outbound/testing/startMailPeer.ts'
import { startPeer } from '../../../../platform/outbound/testing/startPeer.ts'
import { createTestDatabase, type TestDatabase } from '../../../../platform/testing/createTestDatabase.ts'
import { createTestDeliveries, type TestDeliveries } from '../../testing/createTestDeliveries.ts'

let db: TestDatabase
beforeAll(async () => void (db = await createTestDatabase()))
afterAll(() => db[Symbol.asyncDispose]())

const WORD = 'Zwetschgenknoedel'
const told = (states: Awaited<ReturnType<TestDeliveries['states']>>): string[] =>
  states.map(({ person, channel, state, reason }) =>
    [person, channel, state, reason].filter(Boolean).join(' '),
  )

/** Lets a person be written to at a number. */
const setPhone = (at: TestDeliveries, name: string, phone = '+491701234567') =>
  setProfile(at, name, { phone, choices: { request_decided: { email: false, sms: true, push: false } } })

async function setProfile(
  { db, people }: TestDeliveries,
  name: string,
  { phone = null, choices = {}, quiet = [] }: { phone?: string | null; choices?: object; quiet?: object[] },
): Promise<void> {
  await db.query(
    `INSERT INTO notification_profiles (id, user_id, phone, choices, quiet_hours) VALUES ($1, $2, $3, $4, $5)`,
    [uuidv7(), people[name], phone, JSON.stringify(choices), JSON.stringify(quiet)],
  )
}

async function subscribe({ db, people }: TestDeliveries, name: string, endpoint: string) {
  const browser = createPushBrowser()
  const [id, sessionId] = [uuidv7(), uuidv7()]
  await db.query(
    `INSERT INTO sessions (id, user_id, device, expires_at) VALUES ($1, $2, 'Firefox', now() + interval '1 day')`,
    [sessionId, people[name]],
  )
  await db.query(
    `INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, device)
     VALUES ($1, $2, $3, $4, $5, $6, 'Firefox')`,
    [id, people[name], sessionId, endpoint, browser.p256dh, browser.auth],
  )
  return { id, sessionId, open: browser.open }
}

describe('what leaves', () => {
  test('says that there is something and where, and never what', async () => {
    await using mail = await startMailPeer()
    await using sms = await startPeer()
    await using push = await startPeer()
    await using at = await createTestDeliveries({
      db,
      people: ['ada'],
      mailUrl: mail.url,
      smsUrl: sms.url,
      hasPush: true,
    })
    await setProfile(at, 'ada', { phone: '+491701234567', choices: { system: { sms: true } } })
    const { open } = await subscribe(at, 'ada', `${push.url}/${WORD.length}`)
    at.start()
    const secret = { title: WORD, message: `${WORD} ${WORD}`, link: `/archive?q=${WORD} x` }
    await at.tell({ to: 'ada', type: 'system', severity: 'critical', ...secret })
    expect(told(await at.settled())).toEqual(['ada email sent', 'ada sms sent', 'ada push sent'])

    const shown = open(push.requests[0]?.body ?? Buffer.alloc(0))
    expect(JSON.parse(shown)).toMatchObject({
      title: 'You have a new notice in Wardline.',
      path: '/notifications',
    })
    expect(sms.requests[0]?.body.toString()).toContain(
      'You have a new notice in Wardline. https://wardline.example/notifications',
    )
    expect(mail.mails[0]?.source).toContain('Subject: You have a new notice in Wardline')
    const left = [shown, mail.mails[0]?.source, sms.requests[0]?.body.toString(), ...at.logged]
    expect(left.join('\n')).not.toMatch(new RegExp(WORD, 'i'))
    expect(at.logged.join()).not.toContain('1701234567')
  })

  test('a link of ids is kept', async () => {
    await using mail = await startMailPeer()
    await using at = await createTestDeliveries({ db, people: ['ada'], mailUrl: mail.url })
    at.start()
    await at.tell({ to: 'ada', link: `/archive/requests/${at.people['ada']}` })
    await at.settled()
    const text = mail.mails[0]?.source.replaceAll('=\r\n', '')
    expect(text).toContain(`https://wardline.example/archive/requests/${at.people['ada']}`)
  })
})

describe('who is written to', () => {
  test('each of an audience who wants it, as the site allows', async () => {
    await using mail = await startMailPeer()
    await using at = await createTestDeliveries({
      db,
      people: ['ada', 'ben', 'cleo', 'dan', 'eve'],
      mailUrl: mail.url,
    })
    await setProfile(at, 'ben', { choices: { system: { email: false } } })
    await at.db.query(`UPDATE users SET status = 'disabled' WHERE name = 'cleo'`)
    await at.db.query(`UPDATE users SET unit_id = NULL WHERE name = 'dan'`)
    at.start()
    await at.tell({ type: 'system' })
    expect(told(await at.settled())).toEqual(['ada email sent', 'eve email sent'])

    const rule = (type: string, said: string) =>
      at.db.query(`INSERT INTO channel_rules (id, type, channel, rule) VALUES ($1, $2, 'email', $3)`, [
        uuidv7(),
        type,
        said,
      ])
    await rule('system', 'always')
    await rule('mention', 'never')
    await at.tell({ to: 'ben', type: 'system' })
    await at.tell({ to: 'ada', type: 'mention' })
    await at.settled()
    expect(mail.mails.flatMap(({ to }) => to).toSorted()).toEqual(
      ['ada', 'ben', 'eve'].map((name) => `${name}@hospital.example`),
    )
  })

  test('a plan that is rolled back never was', async () => {
    await using at = await createTestDeliveries({ db, people: ['ada'] })
    await at.tell({ to: 'ada' })
    const failing = at.db.database.inTransaction(
      { actorId: null, sessionId: null, changeId: null, address: null },
      async (tx) => {
        await tx.notification.create({
          data: { id: uuidv7(), type: 'mention', audienceKind: 'user', userId: at.people['ada'] ?? '' },
        })
        throw new Error('rolled back')
      },
    )
    await expect(failing).rejects.toThrow('rolled back')
    expect(await at.db.query('SELECT count(*)::int FROM notification_plans')).toEqual([{ count: 1 }])
  })

  test('without a transport nothing is tried, and it stands in the outbox', async () => {
    await using at = await createTestDeliveries({ db, people: ['ada'] })
    at.start()
    await at.tell({ to: 'ada' })
    expect(told(await at.settled())).toEqual(['ada email no_transport'])
  })
})

describe('what waits', () => {
  test('mail waits: what is read meanwhile stays, the rest goes as one', async () => {
    await using mail = await startMailPeer()
    await using at = await createTestDeliveries({
      db,
      people: ['ada'],
      mailUrl: mail.url,
      mailDelayMs: 60_000,
    })
    at.start()
    const [first] = [
      await at.tell({ to: 'ada' }),
      await at.tell({ to: 'ada' }),
      await at.tell({ to: 'ada', type: 'mention' }),
    ]
    expect(told(await at.settled())).toEqual(Array(3).fill('ada email planned'))
    await at.db.query(
      `INSERT INTO notification_marks (id, notification_id, user_id, read_at) VALUES ($1, $2, $3, now())`,
      [uuidv7(), first, at.people['ada']],
    )
    at.advance(61_000)
    expect(told(await at.settled()).toSorted()).toEqual([
      'ada email sent',
      'ada email sent',
      'ada email suppressed read',
    ])
    expect(mail.mails.map(({ source }) => /^Subject: (.*)\r$/m.exec(source)?.[1])).toEqual([
      'You have 2 new notifications in Wardline',
    ])
  })

  test('all that was read up to a number counts as read, but for what was marked as unread since', async () => {
    await using at = await createTestDeliveries({
      db,
      people: ['ada'],
      mailUrl: 'smtp://127.0.0.1:9',
      mailDelayMs: 60_000,
    })
    at.start()
    const first = await at.tell({ to: 'ada' })
    await at.tell({ to: 'ada', type: 'mention' })
    await at.settled()
    await at.db.query(
      `INSERT INTO notification_readers (id, user_id, read_up_to, read_all_at)
       SELECT gen_random_uuid(), $1, max(number), now() FROM notifications`,
      [at.people['ada']],
    )
    await at.db.query(
      `INSERT INTO notification_marks (id, notification_id, user_id, unread_at) VALUES ($1, $2, $3, now() + interval '1 s')`,
      [uuidv7(), first, at.people['ada']],
    )
    at.advance(61_000)
    expect(told(await at.settled()).toSorted()).toEqual([
      'ada email failed ESOCKET',
      'ada email suppressed read',
    ])
  })

  test('quiet hours hold what is not urgent, and a digest follows', async () => {
    await using mail = await startMailPeer()
    // A Wednesday, 23:00 in Berlin.
    const night = { db, people: ['ada'], mailUrl: mail.url, at: '2027-01-13T22:00:00Z' }
    await using at = await createTestDeliveries(night)
    await setProfile(at, 'ada', { quiet: [{ days: [3], from: '22:00', to: '06:00' }] })
    at.start()
    await at.tell({ to: 'ada' })
    await at.tell({ to: 'ada', type: 'mention' })
    await at.tell({ to: 'ada', type: 'system', severity: 'critical' })
    expect(told(await at.settled()).toSorted()).toEqual([
      'ada email held',
      'ada email held',
      'ada email sent',
    ])
    const due = await at.db.query<{ due_at: Date }>(
      `SELECT DISTINCT due_at FROM deliveries WHERE state = 'held'`,
    )
    expect(due.map(({ due_at }) => due_at.toISOString())).toEqual(['2027-01-14T05:00:00.000Z'])
    at.advance(7 * 3_600_000 + 1_000)
    expect(told(await at.settled())).toEqual(Array(3).fill('ada email sent'))
    expect(mail.mails).toHaveLength(2)
    expect(mail.mails[1]?.source).toContain('You have 2 new notifications')
  })

  test('what nobody waits for any more is left out', async () => {
    await using at = await createTestDeliveries({
      db,
      people: ['ada', 'ben'],
      mailUrl: 'smtp://127.0.0.1:9',
      mailDelayMs: 60_000,
    })
    at.start()
    await at.tell({})
    const expiring = await at.tell({ to: 'ada', type: 'mention' })
    await at.settled()
    await at.db.query('UPDATE notifications SET expires_at = now() WHERE id = $1', [expiring])
    await at.db.query(`UPDATE users SET unit_id = NULL WHERE name = 'ben'`)
    await at.db.query(`UPDATE users SET status = 'disabled' WHERE name = 'ada'`)
    at.advance(61_000)
    const reasons = new Set((await at.settled()).map(({ state, reason }) => `${state} ${reason}`))
    expect([...reasons]).toEqual(['suppressed no longer concerned'])
  })
})

describe('what fails', () => {
  test('is tried again under the same id, later each time, and given up at the last word', async () => {
    await using mail = await startMailPeer()
    await using at = await createTestDeliveries({ db, people: ['ada'], mailUrl: mail.url })
    const ids: string[] = []
    mail.judge(({ messageId }) => {
      ids.push(messageId)
      if (messageId !== ids[0]) return null
      return [451, 450, 550][ids.filter((id) => id === messageId).length - 1] ?? null
    })
    at.start()
    await at.tell({ to: 'ada' })
    expect(told(await at.settled())).toEqual(['ada email failed smtp 451'])
    // Something new does not slip into what may have arrived already.
    await at.tell({ to: 'ada', type: 'mention' })
    at.advance(15_000)
    await at.settled()
    at.advance(29_000)
    const [again] = await at.settled()
    expect(again).toMatchObject({ state: 'failed', attempts: 2 })
    at.advance(1_000)
    expect((await at.settled())[0]).toMatchObject({ state: 'dead', reason: 'smtp 550', attempts: 3 })
    const own = ids.filter((id) => id === ids[0])
    expect(own).toHaveLength(3)
  })

  test('a peer that answers late is waited for, one that never does is tried again', async () => {
    await using sms = await startPeer()
    await using at = await createTestDeliveries({ db, people: ['ada'], smsUrl: sms.url, attemptMs: 400 })
    await setPhone(at, 'ada')
    sms.answer(() => 'hang')
    at.start()
    await at.tell({ to: 'ada' })
    expect(told(await at.settled())).toEqual(['ada sms failed timeout'])
    sms.answer(
      () => new Promise((resolve) => setTimeout(() => resolve({ status: 200, json: { id: 'x1' } }), 100)),
    )
    at.advance(15_000)
    expect(told(await at.settled())).toEqual(['ada sms sent'])
    expect(
      new Set(sms.requests.map(({ body }) => (JSON.parse(body.toString()) as { id: string }).id)).size,
    ).toBe(1)
    expect(await at.db.query('SELECT reference FROM deliveries')).toEqual([{ reference: 'x1' }])
  })

  test('a browser that is gone is forgotten; its session’s end is its end, too', async () => {
    await using push = await startPeer()
    await using at = await createTestDeliveries({ db, people: ['ada'], hasPush: true })
    await setProfile(at, 'ada', { choices: { mention: { email: false } } })
    await subscribe(at, 'ada', `${push.url}/gone`)
    const kept = await subscribe(at, 'ada', `${push.url}/kept`)
    push.answer(({ path }) => ({ status: path === '/gone' ? 410 : 201 }))
    at.start()
    await at.tell({ to: 'ada', type: 'mention' })
    expect(told(await at.settled()).toSorted()).toEqual(['ada push dead http 410', 'ada push sent'])
    expect(await at.db.query('SELECT id FROM push_subscriptions')).toEqual([{ id: kept.id }])
    await at.db.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [kept.sessionId])
    await at.tell({ to: 'ada', type: 'mention' })
    expect(told(await at.settled())).toContain('ada push suppressed signed out')
    expect(push.requests).toHaveLength(2)
  })

  test('two processes share the work: everything goes out once', async () => {
    await using mail = await startMailPeer()
    const people = Array.from({ length: 12 }, (_, n) => `p${n}`)
    await using at = await createTestDeliveries({ db, people, mailUrl: mail.url })
    at.start()
    at.start()
    await at.tell({ type: 'system' })
    expect(new Set((await at.settled()).map(({ state }) => state))).toEqual(new Set(['sent']))
    expect(mail.mails.flatMap(({ to }) => to).toSorted()).toEqual(
      people.map((name) => `${name}@hospital.example`).toSorted(),
    )
  })

  test('what a process left behind is taken over once its time is up, under the same id', async () => {
    await using mail = await startMailPeer()
    await using at = await createTestDeliveries({ db, people: ['ada'], mailUrl: mail.url })
    const id = uuidv7()
    const notificationId = await at.tell({ to: 'ada' })
    await at.db.query('DELETE FROM notification_plans')
    await at.db.query(
      `INSERT INTO deliveries (id, notification_id, user_id, channel, type, state, attempts, digest_id, locked_until)
       VALUES ($1, $2, $3, 'email', 'request_decided', 'sending', 1, $1, now() + interval '30 s')`,
      [id, notificationId, at.people['ada']],
    )
    at.start()
    await at.tell({ to: 'ada', type: 'mention' })
    // Settled but for what the other process holds.
    const other = `SELECT state::text FROM deliveries WHERE type = 'mention'`
    await vi.waitFor(async () => expect(await at.db.query(other)).toEqual([{ state: 'sent' }]), 10_000)
    expect(mail.mails.map(({ messageId }) => messageId)).not.toContain(`<${id}@hospital.example>`)
    at.advance(31_000)
    expect(told(await at.settled())).toEqual(['ada email sent', 'ada email sent'])
    expect(mail.mails.map(({ messageId }) => messageId)).toContain(`<${id}@hospital.example>`)
  })
})
