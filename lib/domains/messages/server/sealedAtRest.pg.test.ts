import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyRing } from '../../../platform/crypto/keyRing.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import { createTestMessages, type TestMessages } from '../testing/createTestMessages.ts'
import { createMessages } from './createMessages.ts'
import { rotateKeys } from './rotateKeys.ts'

const OLD = { id: 'old', key: randomBytes(32) }
const NEW = { id: 'new', key: randomBytes(32) }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let ward: TestMessages
beforeEach(async () => (ward = await createTestMessages({ keys: [OLD] })))
afterEach(() => ward[Symbol.asyncDispose]())

/** Every value of every table, as text. */
async function dump(): Promise<string> {
  const tables = await ward.db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
  )
  const parts = await Promise.all(
    tables.map(async ({ name }) => JSON.stringify(await ward.db.query(`SELECT t::text FROM ${name} t`))),
  )
  return parts.join('\n')
}

test('what people write stands nowhere in the database: bodies, edits, drafts, names of groups and files', async () => {
  const talk = await ward.messages.conversations.create(ward.as('ada'), {
    kind: 'group',
    user_ids: [ward.id('ben')],
    title: 'Planted-title',
  })
  const said = await ward.say('ada', talk, 'Planted-body')
  await ward.messages.messages.edit(ward.as('ada'), said.id, { content: 'Planted-edit' })
  await ward.messages.drafts.save(ward.as('ada'), talk.id, 'Planted-draft')
  await ward.messages.files.add(ward.as('ada'), talk.id, {
    name: 'Planted-name.png',
    read: () => Promise.resolve(new Uint8Array(PNG)),
  })
  const everything = await dump()
  expect(everything).toContain(said.id)
  for (const form of ['Planted', Buffer.from('Planted').toString('hex'), PNG.toString('hex').slice(0, 32)]) {
    expect(everything).not.toContain(form)
  }
})

test('a flipped byte, a moved body and a lost key are shown as what cannot be read, and the rest stays readable', async () => {
  const talk = await ward.group('ada', 'ben')
  const [one, two] = [await ward.say('ada', talk, 'One'), await ward.say('ada', talk, 'Two')]
  await ward.say('ada', talk, 'Three')
  await ward.db.query(
    'UPDATE messages SET body = set_byte(body, length(body) - 3, get_byte(body, length(body) - 3) # 1) WHERE id = $1',
    [one.id],
  )
  await ward.db.query(
    'UPDATE messages SET body = (SELECT body FROM messages WHERE number = 4) WHERE id = $1',
    [two.id],
  )
  expect(await ward.seen('ben', talk)).toEqual(['created', 'unreadable', 'unreadable', 'Three'])
  await ward.db.query(
    'UPDATE conversation_keys SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)',
  )
  const { items } = await ward.messages.conversations.list(ward.person('ben'))
  expect(items.find(({ id }) => id === talk.id)?.last_message?.unreadable).toBe(true)
})

test('whichever byte of a stored body is flipped, it cannot be read', async () => {
  const talk = await ward.group('ada', 'ben')
  const { id } = await ward.say('ada', talk, 'One')
  const flip = (at: number) =>
    ward.db.query('UPDATE messages SET body = set_byte(body, $2, get_byte(body, $2) # 1) WHERE id = $1', [
      id,
      at,
    ])
  const [row] = await ward.db.query<{ length: number }>(
    'SELECT length(body) AS length FROM messages WHERE id = $1',
    [id],
  )
  const length = row?.length ?? 0
  expect(length).toBeGreaterThan(28)
  for (let at = 0; at < length; at += 1) {
    await flip(at)
    expect((await ward.seen('ben', talk)).at(-1), `byte ${at}`).toBe('unreadable')
    await flip(at)
  }
  expect((await ward.seen('ben', talk)).at(-1)).toBe('One')
})

test('keys are wrapped anew while people write, in slices, and nothing becomes unreadable', async () => {
  const talks = [
    await ward.group('ada', 'ben'),
    await ward.group('ada', 'cleo'),
    await ward.direct('ada', 'ben'),
  ]
  for (const talk of talks) await ward.say('ada', talk, 'Before')
  const ring = createKeyRing([NEW, OLD])
  const after = createMessages({ database: ward.database, ring, clock: systemClock })
  const writing = talks.map((talk) => after.messages.send(ward.as('ada'), talk.id, { content: 'During' }))
  const rotated = rotateKeys(ward.database, ring, { slice: 2 })
  await Promise.all([...writing, rotated])
  expect(await rotated).toBeGreaterThanOrEqual(talks.length)
  expect(await rotateKeys(ward.database, ring)).toBe(0)
  const left = await ward.db.query("SELECT FROM conversation_keys WHERE key_id <> 'new'")
  expect(left).toEqual([])
  const without = createMessages({ database: ward.database, ring: createKeyRing([NEW]), clock: systemClock })
  for (const talk of talks) {
    const { items } = await without.history(ward.person('ada'), talk.id, { limit: 10 })
    expect(items.flatMap(({ content }) => content ?? [])).toEqual(['Before', 'During'])
  }
})

test('a file is its uploader’s until a message takes it, then everyone’s in the conversation', async () => {
  const talk = await ward.group('ada', 'ben')
  const { files } = ward.messages
  const upload = () =>
    files.add(ward.as('ada'), talk.id, {
      name: 'X-ray.png',
      read: () => Promise.resolve(new Uint8Array(PNG)),
    })
  const file = await upload()
  await expect(files.download(ward.person('ben'), file.id)).rejects.toMatchObject({ code: 'not_found' })
  const sent = await ward.say('ada', talk, { content: '', attachment_ids: [file.id] })
  expect(sent.attachments).toEqual([
    { id: file.id, name: 'X-ray.png', media_type: 'image/png', size: PNG.length },
  ])
  expect(Buffer.from((await files.download(ward.person('ben'), file.id)).bytes)).toEqual(PNG)
  await expect(files.download(ward.person('eve'), file.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(ward.say('ada', talk, { content: '', attachment_ids: [file.id] })).rejects.toMatchObject({
    code: 'validation_failed',
  })
  await ward.messages.messages.remove(ward.as('ada'), sent.id)
  await expect(files.download(ward.person('ben'), file.id)).rejects.toMatchObject({ code: 'not_found' })
})
