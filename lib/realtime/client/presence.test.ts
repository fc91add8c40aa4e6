import { describe, expect, test } from 'vitest'
import { createClientUnderTest } from './testing/createClientUnderTest.ts'

const TOPIC = 'item:request:1'
const ada = { user_id: 'ada', name: 'Ada', page: '/crates', since: 'now' }
const ben = { user_id: 'ben', name: 'Ben', page: null, since: 'now' }

describe('presence', () => {
  test('[CLI-10] the first watcher subscribes and joins, the last one leaves', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const stop = it.client.presence(TOPIC).watch(() => undefined)
    const stopToo = it.client.presence(TOPIC).watch(() => undefined)
    expect(socket.inbox.some(({ type }) => type === 'presence_join')).toBe(false)
    it.answerSubscribe(TOPIC, 0)
    expect(socket.take('presence_join')['topic']).toBe(TOPIC)
    stop()
    expect(socket.inbox.some(({ type }) => type === 'presence_leave')).toBe(false)
    stopToo()
    expect(socket.take('presence_leave')['topic']).toBe(TOPIC)
  })

  test('[CLI-10] merges joins and leaves; a snapshot replaces all', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const presence = it.client.presence(TOPIC)
    presence.watch(() => undefined)
    const frame = { type: 'presence', topic: TOPIC, joined: [], left: [] }
    socket.send({ ...frame, joined: [ada], count: 1, snapshot: true })
    socket.send({ ...frame, joined: [ben], count: 2 })
    expect(presence.get()).toEqual({ people: [ada, ben], count: 2 })
    socket.send({ ...frame, left: ['ada'], count: 1 })
    expect(presence.get()).toEqual({ people: [ben], count: 1 })
    socket.send({ ...frame, joined: [ada], count: 1, snapshot: true })
    expect(presence.get().people).toEqual([ada])
  })

  test('[CLI-10] joins again after a reconnect', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.client.presence(TOPIC).watch(() => undefined)
    it.answerSubscribe(TOPIC, 0)
    socket.close(1006)
    await it.clock.advance(500)
    const next = it.server.greet()
    next.send({ type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 0, recovered: true, replayed: 0 })
    expect(next.take('presence_join')['topic']).toBe(TOPIC)
  })
})

describe('typing', () => {
  test('[CLI-10] is said at most every 2 s, and its end at once', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const said = () => socket.inbox.filter(({ type }) => type === 'typing').length
    it.client.setTyping(TOPIC, true, 'reason')
    it.client.setTyping(TOPIC, true, 'reason')
    expect(said()).toBe(1)
    await it.clock.advance(2_000)
    it.client.setTyping(TOPIC, true, 'reason')
    expect(said()).toBe(2)
    it.client.setTyping(TOPIC, false, 'reason')
    it.client.setTyping(TOPIC, false, 'reason')
    expect(said()).toBe(3)
    expect(socket.inbox.at(-1)).toEqual({ type: 'typing', topic: TOPIC, is_typing: false, field: 'reason' })
  })

  test('[CLI-10] expires after 6 s without another word', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const typists = it.client.typists(TOPIC)
    typists.watch(() => undefined)
    const frame = { type: 'typing', topic: TOPIC, user_id: 'ben', username: 'Ben', is_typing: true }
    socket.send(frame)
    await it.clock.advance(5_000)
    socket.send(frame)
    await it.clock.advance(5_999)
    expect(typists.get()).toEqual([{ userId: 'ben', name: 'Ben', field: null }])
    await it.clock.advance(1)
    expect(typists.get()).toEqual([])
  })

  test('[CLI-10] ends at once when it is said', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const typists = it.client.typists(TOPIC)
    typists.watch(() => undefined)
    const frame = { type: 'typing', topic: TOPIC, user_id: 'ben', username: 'Ben' }
    socket.send({ ...frame, is_typing: true })
    socket.send({ ...frame, is_typing: false })
    expect(typists.get()).toEqual([])
  })
})
