import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { requestTopic } from '../domains/archive/contract/archiveRequest.ts'
import { conversationTopic } from '../domains/messages/contract/messagesKeys.ts'
import { createTestNotifications, type TestNotifications } from './testing/createTestNotifications.ts'

let ward: TestNotifications
beforeAll(async () => (ward = await createTestNotifications()))
afterEach(() => ward.forget())
afterAll(() => ward[Symbol.asyncDispose]())

test('[NOT-1] managers hear of a request that waits for them, its creator of each decision, and the actor of nothing', async () => {
  const request = await ward.request()
  await ward.settle()
  const waits = `* Withdrawal ${request.number} waits for a decision`
  for (const name of ['max', 'mia'] as const) expect(await ward.told(name)).toEqual([waits])
  for (const name of ['ada', 'abe', 'ria', 'eve', 'root'] as const) expect(await ward.told(name)).toEqual([])

  const back = await ward.decide('max', request, 'send-back')
  await ward.settle()
  expect(await ward.told('ada')).toEqual([`* Withdrawal ${request.number} was sent back`])
  // It waits for nobody of them now.
  expect(await ward.told('mia')).toEqual([])

  const again = await ward.decide('ada', back, 'resubmit')
  await ward.settle()
  expect(await ward.told('mia')).toEqual([waits])
  await ward.decide('mia', again, 'approve')
  await ward.settle()
  expect(await ward.told('max')).toEqual([])
  expect((await ward.told('ada'))[0]).toBe(`* Withdrawal ${request.number} was approved`)
})

test('[NOT-1] a manager who asks is not told of what waits for the others', async () => {
  const { number } = await ward.request({}, 'max')
  await ward.settle()
  expect(await ward.told('max')).toEqual([])
  expect(await ward.told('mia')).toEqual([`* Withdrawal ${number} waits for a decision`])
})

test('[NOT-1] a transfer is told in the unit that it comes to, once it is on its way', async () => {
  const request = await ward.request({ kind: 'transfer', to_unit_id: ward.units.radiology })
  await ward.settle()
  expect(await ward.told('rob')).toEqual([])
  await ward.decide('max', request, 'approve')
  await ward.settle()
  const comes = `* Transfer ${request.number} comes to your unit`
  expect([await ward.told('rob'), await ward.told('ria')]).toEqual([[comes], [comes]])
  expect(await ward.told('eve')).toEqual([])
})

test('[NOT-2] what is projected twice is told once', async () => {
  const [begun] = await ward.query(`SELECT position FROM projections WHERE name = 'notifications'`)
  await ward.request()
  await ward.settle()
  const rows = () => ward.query('SELECT id FROM notifications ORDER BY number')
  const before = await rows()
  expect(before).not.toEqual([])
  await ward.query(`UPDATE projections SET position = $1 WHERE name = 'notifications'`, [begun?.['position']])
  await ward.settle()
  expect(await rows()).toEqual(before)
})

test('[NOT-2] one process projects; its connection is cut again and again in the middle, and each is told once', async () => {
  ward.startProjector()
  let cuts = 0
  let isOver = false
  const cutting = (async () => {
    while (!isOver) {
      const cut = await ward.query(
        `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 5117702 AND d.datname = current_database()`,
      )
      cuts += cut.length
    }
  })()
  const requests = await Promise.all(Array.from({ length: 12 }, () => ward.request()))
  await expect.poll(() => cuts, { timeout: 20_000 }).toBeGreaterThan(2)
  isOver = true
  await cutting
  await ward.settle()
  const rows = await ward.query<{ subject_id: string }>('SELECT subject_id FROM notifications')
  expect(rows.map((row) => row.subject_id).toSorted()).toEqual(requests.map(({ id }) => id).toSorted())
})

test('[NOT-3] unread ones of a group are one line, which is read as one', async () => {
  const numbers: string[] = []
  for (let n = 0; n < 3; n += 1) numbers.push((await ward.request()).number)
  await ward.settle()
  expect(await ward.unread('max')).toBe(3)
  const { reader } = ward.notifications
  const [line] = (await reader.list(ward.person('max'), { limit: 10 })).items
  expect(line).toMatchObject({ title: '3 requests wait for a decision', count: 3 })
  expect(line?.message).toContain(numbers[2])
  await reader.read(ward.as('max'), line?.id ?? '', true)
  expect(await ward.unread('max')).toBe(0)
  expect(await ward.told('max')).toHaveLength(3)
  expect(await ward.unread('mia')).toBe(3)
})

test('[NOT-4] whoever looks at it has read it by then; others have not', async () => {
  const request = await ward.request()
  const back = await ward.decide('max', request, 'send-back')
  await ward.settle()
  ward.looking.set(requestTopic(request.id), ['mia', 'eve'])
  await ward.decide('ada', back, 'resubmit')
  await ward.settle()
  expect([await ward.unread('mia'), await ward.unread('max')]).toEqual([0, 1])
  expect(await ward.told('mia')).toEqual([`Withdrawal ${request.number} waits for a decision`])
  expect(await ward.told('eve')).toEqual([])
})

test('[NOT-4] a mention is told, and read where the conversation is read', async () => {
  const { conversations, messages } = ward.messages
  const talk = await conversations.create(ward.as('ada'), {
    kind: 'group',
    user_ids: [ward.id('max'), ward.id('mia')],
    title: 'Night shift',
  })
  const mentions = [ward.id('max'), ward.id('mia'), ward.id('ada')]
  ward.looking.set(conversationTopic(talk.id), ['mia'])
  const said = await messages.send(ward.as('ada'), talk.id, { content: '@max @mia Zanzibar', mentions })
  await ward.settle()
  const [told] = (await ward.notifications.reader.list(ward.person('max'), { limit: 10 })).items
  expect(told).toMatchObject({
    title: 'ada mentioned you',
    message: 'In Night shift',
    link: `/messages/${talk.id}?m=${said.number}`,
  })
  expect([await ward.unread('max'), await ward.unread('mia'), await ward.unread('ada')]).toEqual([1, 0, 0])
  expect(JSON.stringify(await ward.query('SELECT * FROM notifications'))).not.toContain('Zanzibar')

  await conversations.mark(ward.as('max'), talk.id, { read: said.number })
  await ward.settle()
  expect(await ward.unread('max')).toBe(0)
  await conversations.remove(ward.as('ada'), talk.id, ward.id('max'))
  await ward.settle()
  const [gone] = (await ward.notifications.reader.list(ward.person('max'), { limit: 10 })).items
  expect(gone).toMatchObject({ title: 'ada mentioned you', link: null })
  expect(gone?.message).not.toContain('Night shift')
})

test('[NOT-5] words are made by what the reader may see now', async () => {
  const request = await ward.request()
  await ward.decide('max', request, 'approve')
  await ward.settle()
  await ward.query('UPDATE users SET unit_id = $1 WHERE id = $2', [ward.units.pharmacy, ward.id('ada')])
  const moved = { ...ward.person('ada'), unitId: ward.units.pharmacy }
  const [one] = (await ward.notifications.reader.list(moved, { limit: 10 })).items
  expect(one).toMatchObject({ title: 'A request that you can no longer see', message: '', link: null })
})
