import { describe, expect, test } from 'vitest'
import type { Conversation, Message, MessagePage, ParticipantList } from './contract.ts'
import {
  takeIntoConversation,
  takeIntoHistory,
  takeIntoList,
  takeMarks,
  takeOwnMarks,
} from './takeMessage.ts'

const ME = '01930000-0000-7000-8000-00000000000a'
const BEN = '01930000-0000-7000-8000-00000000000b'
const AT = '2026-01-01T00:00:00.000Z'

const message = (number: number, over: Partial<Message> = {}): Message => ({
  id: `message-${number}`,
  conversation_id: 'c1',
  number,
  sender_id: BEN,
  sender: 'Ben',
  content: `words ${number}`,
  note: null,
  unreadable: false,
  reply_to: null,
  mentions: [],
  attachments: [],
  reactions: [],
  created_at: AT,
  edited_at: null,
  deleted_at: null,
  version: 1,
  ...over,
})

const page = (from: number, upTo: number, over: Partial<MessagePage> = {}): MessagePage => ({
  items: Array.from({ length: upTo - from + 1 }, (_, index) => message(from + index)),
  has_older: from > 1,
  has_newer: false,
  ...over,
})

const conversation = (over: Partial<Conversation> = {}): Conversation => ({
  id: 'c1',
  kind: 'group',
  title: null,
  unit_id: null,
  people: [],
  people_count: 2,
  last_message: message(5),
  last_number: 5,
  unread: 0,
  unread_mentions: 0,
  read: 5,
  delivered: 5,
  joined_after: 0,
  muted: false,
  version: 1,
  created_at: AT,
  ...over,
})

describe('takeIntoHistory', () => {
  test('the next message is put at the end', () => {
    expect(takeIntoHistory(page(3, 5), message(6))?.items.map(({ number }) => number)).toEqual([3, 4, 5, 6])
  })

  test('one that does not follow on was missed something before: it cannot be told', () => {
    expect(takeIntoHistory(page(3, 5), message(7))).toBeUndefined()
  })

  test('one beyond a stretch that ends before the end changes nothing', () => {
    const loaded = page(3, 5, { has_newer: true })
    expect(takeIntoHistory(loaded, message(6))).toBe(loaded)
    expect(takeIntoHistory(loaded, message(9))).toBe(loaded)
  })

  test('one before the stretch changes nothing', () => {
    const loaded = page(3, 5)
    expect(takeIntoHistory(loaded, message(2, { version: 2 }))).toBe(loaded)
  })

  test('a newer version takes the place of the older one, and an older one does not', () => {
    const edited = message(4, { content: 'better', version: 3 })
    const after = takeIntoHistory(page(3, 5), edited)
    expect(after?.items[1]).toEqual(edited)
    expect(after && takeIntoHistory(after, message(4, { version: 2 }))).toBe(after)
  })

  test('the same message twice is there once', () => {
    const after = takeIntoHistory(page(3, 5), message(6))
    expect(after && takeIntoHistory(after, message(6))?.items).toHaveLength(4)
  })

  test('another message at a number that is taken, and the first of an empty one, cannot be told', () => {
    expect(takeIntoHistory(page(3, 5), message(4, { id: 'another' }))).toBeUndefined()
    expect(takeIntoHistory({ items: [], has_older: false, has_newer: false }, message(1))).toBeUndefined()
  })
})

describe('takeIntoConversation', () => {
  test('a message of another is the last one, and unread', () => {
    const after = takeIntoConversation(conversation(), message(6, { mentions: [ME] }), ME)
    expect(after).toMatchObject({ last_number: 6, unread: 1, unread_mentions: 1 })
  })

  test('one of one’s own is not unread, nor one that is deleted by now', () => {
    const own = takeIntoConversation(conversation(), message(6, { sender_id: ME }), ME)
    expect(own).toMatchObject({ last_number: 6, unread: 0 })
    const gone = takeIntoConversation(conversation(), message(6, { deleted_at: AT, version: 2 }), ME)
    expect(gone).toMatchObject({ unread: 0 })
  })

  test('a note, a gap and a change of what is unread cannot be told', () => {
    const note = message(6, { note: { what: 'left', user_ids: [BEN] } })
    expect(takeIntoConversation(conversation(), note, ME)).toBeUndefined()
    expect(takeIntoConversation(conversation(), message(7), ME)).toBeUndefined()
    const unread = conversation({ read: 4, unread: 1 })
    expect(takeIntoConversation(unread, message(5, { version: 2, deleted_at: AT }), ME)).toBeUndefined()
  })

  test('a change of the last message shows, one of an earlier message does not', () => {
    const edited = message(5, { version: 2, content: 'better' })
    expect(takeIntoConversation(conversation(), edited, ME)?.last_message).toEqual(edited)
    const before = conversation()
    expect(takeIntoConversation(before, message(4, { version: 2 }), ME)).toBe(before)
  })
})

test('the conversation that somebody wrote in goes first; an unknown one cannot be told', () => {
  const list = { items: [conversation({ id: 'c0' }), conversation()] }
  expect(takeIntoList(list, message(6), ME)?.items.map(({ id }) => id)).toEqual(['c1', 'c0'])
  expect(takeIntoList(list, message(6, { conversation_id: 'c9' }), ME)).toBeUndefined()
})

describe('marks', () => {
  const list: ParticipantList = {
    items: [{ user: { id: BEN, name: 'Ben' }, joined_at: AT, delivered: 3, read: 2, read_at: null }],
  }

  test('go on, with the time of reading', () => {
    const after = takeMarks(list, { userId: BEN, delivered: 5, read: 5 }, '2026-01-02T00:00:00.000Z')
    expect(after?.items[0]).toMatchObject({ delivered: 5, read: 5, read_at: '2026-01-02T00:00:00.000Z' })
  })

  test('never go back, and of a stranger cannot be told', () => {
    expect(takeMarks(list, { userId: BEN, delivered: 3, read: 1 }, AT)).toBe(list)
    expect(takeMarks(list, { userId: ME, delivered: 3, read: 1 }, AT)).toBeUndefined()
  })

  test('one’s own, up to the end, leave nothing unread; what is left is counted by the server', () => {
    const unread = conversation({ read: 3, delivered: 3, unread: 2, unread_mentions: 1 })
    expect(takeOwnMarks(unread, { userId: ME, read: 5, delivered: 5 })).toMatchObject({
      read: 5,
      unread: 0,
      unread_mentions: 0,
    })
    expect(takeOwnMarks(unread, { userId: ME, read: 4, delivered: 5 })).toBeUndefined()
    expect(takeOwnMarks(unread, { userId: ME, read: 3, delivered: 5 })).toMatchObject({
      unread: 2,
      delivered: 5,
    })
    expect(takeOwnMarks(unread, { userId: ME, read: 3, delivered: 3 })).toBeUndefined()
  })
})
