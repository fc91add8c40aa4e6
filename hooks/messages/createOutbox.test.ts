import { expect, test } from 'vitest'
import type { Message, MessageSend } from '@/lib/domains/messages/contract.ts'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { createManualClock } from '@/lib/realtime/client/testing/manualClock.ts'
import { ApiError } from '../ApiError.ts'
import { createOutbox } from './createOutbox.ts'

const AWAY = new ApiError({ status: 0, code: 'network', message: 'away' })
const REFUSED = new ApiError({ status: 404, code: 'not_found', message: 'Not there.' })
const words = (content: string) => ({ content, replyTo: null, mentions: [], attachments: [] })

/** An outbox whose posts the test answers, oldest first. */
function setUp() {
  const clock = createManualClock()
  const open: {
    message: MessageSend
    resolve: (message: Message) => void
    reject: (error: Error) => void
  }[] = []
  const posted: MessageSend[] = []
  const watchers = new Set<() => void>()
  let status: ConnectionStatus = { state: 'connecting', since: 0 }
  let made = 0
  const outbox = createOutbox({
    post: (_conversationId, message) =>
      new Promise((resolve, reject) => {
        posted.push(message)
        open.push({ message, resolve, reject })
      }),
    status: {
      get: () => status,
      watch: (listener) => {
        watchers.add(listener)
        return () => watchers.delete(listener)
      },
    },
    clock,
    newId: () => `id-${++made}`,
    queue: null,
  })
  const answer = async (error?: Error) => {
    const first = open.shift()
    if (!first) throw new Error('nothing is being sent')
    if (error) first.reject(error)
    else first.resolve({} as Message)
    await clock.advance(0)
  }
  const comeBack = async () => {
    status = { state: 'live', since: 0, connectionId: 'c', userId: null, degraded: [] }
    for (const tell of watchers) tell()
    await clock.advance(0)
  }
  const add = async (conversationId: string, content: string) => {
    outbox.add(conversationId, words(content))
    await clock.advance(0)
  }
  const states = () =>
    outbox
      .of('c1')
      .get()
      .map(({ state }) => state)
  return { outbox, clock, posted, open, add, answer, comeBack, states }
}

test('messages of a conversation go one after the other, in the order in which they were written', async () => {
  const it = setUp()
  await it.add('c1', 'first')
  await it.add('c1', 'second')
  expect(it.posted.map(({ content }) => content)).toEqual(['first'])
  expect(it.states()).toEqual(['sending', 'waiting'])
  await it.answer()
  expect(it.posted.map(({ content }) => content)).toEqual(['first', 'second'])
  await it.answer()
  expect(it.states()).toEqual(['sent', 'sent'])
})

test('while the server is away they wait, and go in order under the same ids when it is back', async () => {
  const it = setUp()
  await it.add('c1', 'first')
  await it.add('c1', 'second')
  await it.answer(AWAY)
  expect(it.states()).toEqual(['waiting', 'waiting'])
  expect(it.open).toHaveLength(0)
  await it.comeBack()
  await it.answer()
  await it.answer()
  expect(it.posted.map(({ id, content }) => [id, content])).toEqual([
    ['id-1', 'first'],
    ['id-1', 'first'],
    ['id-2', 'second'],
  ])
})

test('without a word from the connection it tries again by itself', async () => {
  const it = setUp()
  await it.add('c1', 'first')
  await it.answer(AWAY)
  await it.clock.advance(1_000)
  expect(it.posted).toHaveLength(2)
})

test('one that is refused stays, and holds up nobody; it can be tried again under its id, or discarded', async () => {
  const it = setUp()
  await it.add('c1', 'first')
  await it.add('c1', 'second')
  await it.answer(REFUSED)
  await it.answer()
  expect(it.states()).toEqual(['failed', 'sent'])
  expect(it.outbox.of('c1').get()[0]?.problem).toBe('You are not in this conversation any more.')
  it.outbox.retry('id-1')
  await it.clock.advance(0)
  expect(it.posted.at(-1)?.id).toBe('id-1')
  await it.answer(REFUSED)
  it.outbox.discard('id-1')
  expect(it.states()).toEqual(['sent'])
})

test('what is in the history is on its way no more; another conversation has its own', async () => {
  const it = setUp()
  await it.add('c1', 'here')
  await it.add('c2', 'there')
  expect(it.outbox.of('c2').get()).toHaveLength(1)
  it.outbox.settle(['id-1'])
  expect(it.states()).toEqual([])
  expect(it.outbox.of('c2').get()).toHaveLength(1)
})
