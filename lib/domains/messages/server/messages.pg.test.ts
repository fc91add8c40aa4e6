import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestMessages, type TestMessages } from '../testing/createTestMessages.ts'

let ward: TestMessages
beforeAll(async () => (ward = await createTestMessages({ poolSize: 12 })))
afterAll(() => ward[Symbol.asyncDispose]())

const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? 'thrown',
  )

describe('sending', () => {
  test('a message that is sent again under its id is there once, and answered as it stands', async () => {
    const talk = await ward.direct('ada', 'ben')
    const input = { id: uuidv7(), content: 'Bed 4 is free' }
    const sends = await Promise.all(Array.from({ length: 8 }, () => ward.say('ada', talk, input)))
    expect(new Set(sends.map(({ id, number }) => `${id} ${number}`)).size).toBe(1)
    expect(await ward.seen('ben', talk)).toEqual(['Bed 4 is free'])
  })

  test('an id of somebody else, or of another conversation, is taken', async () => {
    const [one, two] = [await ward.direct('ada', 'cleo'), await ward.group('ada', 'cleo')]
    const { id } = await ward.say('ada', one, 'Hello')
    expect(await codeOf(ward.say('cleo', one, { id, content: 'Hello' }))).toBe('conflict')
    expect(await codeOf(ward.say('ada', two, { id, content: 'Hello' }))).toBe('conflict')
  })

  test('numbers have no gap and no double, however many write at once', async () => {
    const talk = await ward.group('ada', 'ben', 'cleo')
    const writers = ['ada', 'ben', 'cleo'] as const
    const sends = Array.from({ length: 60 }, (_, n) => ward.say(writers[n % 3] ?? 'ada', talk, `Word ${n}`))
    const numbers = (await Promise.all(sends)).map(({ number }) => number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n + 2))
  })

  test('nothing, and a reply to what is not there, are refused', async () => {
    const [talk, other] = [await ward.group('ada', 'ben'), await ward.group('ada', 'cleo')]
    const foreign = await ward.say('ada', other, 'Elsewhere')
    expect(await codeOf(ward.say('ada', talk, '  '))).toBe('validation_failed')
    expect(await codeOf(ward.say('ada', talk, { content: 'Yes', reply_to: foreign.id }))).toBe(
      'validation_failed',
    )
    const first = await ward.say('ada', talk, 'First')
    const reply = await ward.say('ben', talk, { content: 'Yes', reply_to: first.id })
    expect(reply.reply_to).toEqual({ id: first.id, number: first.number })
  })

  test('only those who take part can be mentioned', async () => {
    const talk = await ward.group('ada', 'ben')
    const sent = await ward.say('ada', talk, {
      content: '@ben @eve',
      mentions: [ward.id('ben'), ward.id('eve')],
    })
    expect(sent.mentions).toEqual([ward.id('ben')])
    expect(await ward.messages.unread(ward.person('ben'))).toMatchObject({ mentions: 1 })
  })
})

describe('taking part', () => {
  test('two people have one conversation, whoever begins it, and at once too', async () => {
    const begun = await Promise.all([
      ...Array.from({ length: 5 }, () => ward.direct('ben', 'cleo')),
      ...Array.from({ length: 5 }, () => ward.direct('cleo', 'ben')),
    ])
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
    expect(await codeOf(ward.direct('ben', 'ben'))).toBe('validation_failed')
  })

  test('whoever takes no part reads, writes, finds and changes nothing', async () => {
    const talk = await ward.group('ada', 'ben')
    const said = await ward.say('ada', talk, 'Zanzibar')
    const [eve, as] = [ward.person('eve'), ward.as('eve')]
    const { conversations, drafts, messages, search } = ward.messages
    const tries = [
      conversations.get(eve, talk.id),
      ward.messages.history(eve, talk.id, { limit: 10 }),
      ward.say('eve', talk, 'Hello'),
      conversations.participants(eve, talk.id),
      conversations.add(as, talk.id, { user_ids: [ward.id('eve')], with_history: true }),
      conversations.rename(as, talk.id, { title: 'Mine' }),
      conversations.remove(as, talk.id, ward.id('ben')),
      conversations.mark(as, talk.id, { read: 1 }),
      conversations.mute(as, talk.id, true),
      drafts.save(as, talk.id, 'Hm'),
      search.search(eve, { q: 'Zanzibar', conversation_id: talk.id, limit: 10 }),
      messages.edit(as, said.id, { content: 'No' }),
      messages.remove(as, said.id),
      messages.react(as, said.id, '👍'),
      messages.edits(eve, said.id),
      messages.numberOf(eve, talk.id, said.id),
    ]
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(['not_found']))
    const found = await search.search(eve, { q: 'Zanzibar', limit: 10 })
    expect(found.items).toEqual([])
    expect((await conversations.list(eve)).items.map(({ id }) => id)).not.toContain(talk.id)
  })

  test('whoever is added sees what is said from then on, or all of it where it is shared', async () => {
    const talk = await ward.group('ada', 'ben')
    await ward.say('ada', talk, 'Before')
    const add = (name: 'cleo' | 'eve', with_history: boolean) =>
      ward.messages.conversations.add(ward.as('ada'), talk.id, { user_ids: [ward.id(name)], with_history })
    await add('cleo', false)
    await ward.say('ben', talk, 'After')
    await add('eve', true)
    expect(await ward.seen('cleo', talk)).toEqual(['added', 'After', 'added'])
    expect(await ward.seen('eve', talk)).toEqual(['created', 'Before', 'added', 'After', 'added'])
    // Nobody shares more than they see themselves.
    const later = await ward.group('cleo', 'ben')
    expect((await ward.messages.conversations.get(ward.person('cleo'), later.id)).people_count).toBe(2)
  })

  test('whoever was removed reads nothing more, and on return not what was said meanwhile', async () => {
    const talk = await ward.group('ada', 'ben', 'cleo')
    await ward.say('ada', talk, 'With Cleo')
    await ward.messages.conversations.remove(ward.as('ada'), talk.id, ward.id('cleo'))
    const secret = await ward.say('ada', talk, 'Without Cleo')
    expect(await codeOf(ward.seen('cleo', talk))).toBe('not_found')
    await ward.messages.conversations.add(ward.as('ben'), talk.id, {
      user_ids: [ward.id('cleo')],
      with_history: false,
    })
    expect(await ward.seen('cleo', talk)).toEqual(['added'])
    expect(await codeOf(ward.messages.messages.react(ward.as('cleo'), secret.id, '👍'))).toBe('not_found')
    const found = await ward.messages.search.search(ward.person('cleo'), { q: 'Without Cleo', limit: 10 })
    expect(found.items).toEqual([])
  })

  test('one leaves by oneself; only whoever began the group takes others out; of two nobody goes', async () => {
    const talk = await ward.group('ada', 'ben', 'cleo')
    const remove = (by: 'ada' | 'ben' | 'cleo', who: 'ada' | 'ben' | 'cleo', from = talk) =>
      codeOf(ward.messages.conversations.remove(ward.as(by), from.id, ward.id(who)))
    expect(await remove('ben', 'cleo')).toBe('forbidden')
    expect(await remove('ben', 'ben')).toBe('done')
    expect(await remove('ada', 'cleo')).toBe('done')
    expect(await remove('ada', 'ada', await ward.direct('ada', 'ben'))).toBe('forbidden')
  })
})

describe('a unit', () => {
  test('has a conversation that its people are in by themselves, wherever they are written', async () => {
    const own = async (name: 'ada' | 'eve') =>
      (await ward.messages.conversations.list(ward.person(name))).items.filter(({ kind }) => kind === 'unit')
    const [surgery] = await own('ada')
    expect(surgery).toMatchObject({ title: 'surgery', unit_id: ward.units.surgery, people_count: 3 })
    if (surgery === undefined) return
    await ward.say('ada', surgery, 'Of Surgery alone')
    expect((await own('eve')).map(({ title }) => title)).toEqual(['pharmacy'])

    const move = (unitId: string, status = 'active') =>
      ward.db.query('UPDATE users SET unit_id = $2, status = $3::user_status WHERE id = $1', [
        ward.id('eve'),
        unitId,
        status,
      ])
    await move(ward.units.surgery)
    expect((await own('eve')).map(({ title }) => title)).toEqual(['surgery'])
    expect(await ward.seen('eve', surgery)).toEqual([])
    await move(ward.units.surgery, 'disabled')
    expect(await own('eve')).toEqual([])
    await move(ward.units.pharmacy)
    expect((await own('eve')).map(({ title }) => title)).toEqual(['pharmacy'])
  })

  test('keeps its name and its people', async () => {
    const list = await ward.messages.conversations.list(ward.person('ada'))
    const unit = list.items.find(({ kind }) => kind === 'unit')
    const as = ward.as('ada')
    const { conversations } = ward.messages
    const id = unit?.id ?? ''
    expect(await codeOf(conversations.rename(as, id, { title: 'Mine' }))).toBe('forbidden')
    expect(await codeOf(conversations.add(as, id, { user_ids: [ward.id('eve')], with_history: true }))).toBe(
      'forbidden',
    )
    expect(await codeOf(conversations.remove(as, id, ward.id('ada')))).toBe('forbidden')
  })
})

describe('what was said', () => {
  test('can be changed by whoever said it, and what it said before is kept', async () => {
    const talk = await ward.group('ada', 'ben')
    const said = await ward.say('ada', talk, 'Bed 4')
    const { messages } = ward.messages
    expect(await codeOf(messages.edit(ward.as('ben'), said.id, { content: 'Bed 5' }))).toBe('forbidden')
    const changed = await messages.edit(ward.as('ada'), said.id, { content: 'Bed 5', version: said.version })
    expect(changed).toMatchObject({ content: 'Bed 5', version: 2, number: said.number })
    expect(changed.edited_at).not.toBeNull()
    const old = messages.edit(ward.as('ada'), said.id, { content: 'Bed 6', version: said.version })
    await expect(old).rejects.toMatchObject({ code: 'conflict', current: { content: 'Bed 5' } })
    expect((await messages.edits(ward.person('ben'), said.id)).items.map(({ content }) => content)).toEqual([
      'Bed 4',
    ])
  })

  test('can be deleted by whoever said it: a mark stays, the words and what they were before are gone', async () => {
    const talk = await ward.group('ada', 'ben')
    const said = await ward.say('ada', talk, 'Wrong room')
    const { messages } = ward.messages
    await messages.edit(ward.as('ada'), said.id, { content: 'Wrong bed' })
    await messages.react(ward.as('ben'), said.id, '👍')
    expect(await codeOf(messages.remove(ward.as('ben'), said.id))).toBe('forbidden')
    const gone = await messages.remove(ward.as('ada'), said.id)
    expect(gone).toMatchObject({ content: null, reactions: [], unreadable: false })
    expect(await ward.seen('ben', talk)).toEqual(['created', 'deleted'])
    expect((await messages.edits(ward.person('ben'), said.id)).items).toEqual([])
    expect(await ward.db.query('SELECT FROM message_edits WHERE message_id = $1', [said.id])).toEqual([])
    expect(await codeOf(messages.edit(ward.as('ada'), said.id, { content: 'Again' }))).toBe('conflict')
  })

  test('reactions count people, once each, and only emoji are any', async () => {
    const talk = await ward.group('ada', 'ben')
    const said = await ward.say('ada', talk, 'Thank you')
    const { messages } = ward.messages
    await messages.react(ward.as('ben'), said.id, '👍')
    await messages.react(ward.as('ben'), said.id, '👍')
    const both = await messages.react(ward.as('ada'), said.id, '👍')
    expect(both.reactions).toEqual([{ emoji: '👍', user_ids: [ward.id('ben'), ward.id('ada')] }])
    const one = await messages.unreact(ward.as('ben'), said.id, '👍')
    expect(one.reactions).toEqual([{ emoji: '👍', user_ids: [ward.id('ada')] }])
    expect(await codeOf(messages.react(ward.as('ben'), said.id, 'ok'))).toBe('validation_failed')
  })

  test('is unread until it is read, on all devices, and marks never go back', async () => {
    const talk = await ward.group('ada', 'ben')
    const [, second] = [await ward.say('ada', talk, 'One'), await ward.say('ada', talk, 'Two')]
    const { conversations } = ward.messages
    const unread = async () => (await conversations.get(ward.person('ben'), talk.id)).unread
    expect(await unread()).toBe(2)
    await conversations.mark(ward.as('ben'), talk.id, { read: second.number - 1 })
    expect(await unread()).toBe(1)
    await Promise.all([2, 3, 1].map((read) => conversations.mark(ward.as('ben'), talk.id, { read })))
    expect(await unread()).toBe(0)
    await conversations.mark(ward.as('ben'), talk.id, { read: 999 })
    const { items } = await conversations.participants(ward.person('ada'), talk.id)
    const ben = items.find(({ user }) => user.name === 'ben')
    expect(ben).toMatchObject({ read: second.number, delivered: second.number })
    expect((await conversations.get(ward.person('ada'), talk.id)).unread).toBe(0)
  })

  test('is paged by number, both ways, around one, and from an instant on', async () => {
    const talk = await ward.group('ada', 'ben')
    for (let n = 2; n <= 30; n += 1) await ward.say('ada', talk, `Word ${n}`)
    const numbers = async (query: object) => {
      const page = await ward.messages.history(ward.person('ben'), talk.id, { limit: 10, ...query })
      const all = page.items.map(({ number }) => number)
      return [all[0], all.at(-1), page.has_older, page.has_newer]
    }
    expect(await numbers({})).toEqual([21, 30, true, false])
    expect(await numbers({ before: 21 })).toEqual([11, 20, true, true])
    expect(await numbers({ before: 5 })).toEqual([1, 4, false, true])
    expect(await numbers({ after: 25 })).toEqual([26, 30, true, false])
    expect(await numbers({ around: 15 })).toEqual([10, 19, true, true])
    expect(await numbers({ around: 1 })).toEqual([1, 10, false, true])
    expect(await numbers({ from: new Date(0).toISOString() })).toEqual([1, 10, false, true])
    expect(await numbers({ from: '2199-01-01T00:00:00Z' })).toEqual([21, 30, true, false])
  })

  test('is found by its words, in any case and with or without accents, newest first', async () => {
    const talk = await ward.group('ada', 'ben')
    await ward.say('ada', talk, 'Frau Müller is in room 12')
    await ward.say('ben', talk, 'MULLER has moved to room 14')
    await ward.say('ben', talk, 'Somebody else')
    const find = async (q: string) =>
      (await ward.messages.search.search(ward.person('ben'), { q, limit: 10 })).items.map(
        ({ content }) => content,
      )
    expect(await find('müller room')).toEqual(['MULLER has moved to room 14', 'Frau Müller is in room 12'])
    expect(await find('nowhere to be seen')).toEqual([])
    const first = await ward.messages.search.search(ward.person('ben'), { q: 'muller', limit: 1 })
    expect(first.items).toHaveLength(1)
    const rest = await ward.messages.search.search(ward.person('ben'), {
      q: 'muller',
      limit: 10,
      cursor: first.next_cursor ?? '',
    })
    expect(rest.items.map(({ content }) => content)).toEqual(['Frau Müller is in room 12'])
    expect(rest.next_cursor).toBeNull()
  })

  test('a draft follows its writer, and nobody else sees it', async () => {
    const talk = await ward.group('ada', 'ben')
    await ward.messages.drafts.save(ward.as('ada'), talk.id, 'Perhaps')
    await ward.messages.drafts.save(ward.as('ada'), talk.id, 'Perhaps tomorrow')
    const drafts = async (name: 'ada' | 'ben') =>
      (await ward.messages.drafts.list(ward.person(name))).items.filter(
        (draft) => draft.conversation_id === talk.id,
      )
    expect(await drafts('ada')).toMatchObject([{ content: 'Perhaps tomorrow' }])
    expect(await drafts('ben')).toEqual([])
    await ward.messages.drafts.save(ward.as('ada'), talk.id, ' ')
    expect(await drafts('ada')).toEqual([])
  })
})
