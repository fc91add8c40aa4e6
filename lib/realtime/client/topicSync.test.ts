import { describe, expect, test } from 'vitest'
import { createClientUnderTest, crateUpdate } from './testing/createClientUnderTest.ts'

const TOPIC = 'unit:1'

/** Connected, and hearing the topic from seq 5 on. */
async function hearing() {
  const it = createClientUnderTest()
  const socket = await it.connect()
  const leave = it.client.subscribe(TOPIC)
  it.answerSubscribe(TOPIC, 5)
  return { it, socket, leave }
}

const seqs = (events: readonly { readonly seq: number }[]) => events.map(({ seq }) => seq)

describe('topics', () => {
  test('[CLI-5] the first listener subscribes, further ones do not', async () => {
    const { it, socket } = await hearing()
    it.client.subscribe(TOPIC)
    expect(socket.inbox.filter(({ type }) => type === 'subscribe')).toEqual([])
    expect(it.changes).toEqual([{ kind: 'restarted', topic: TOPIC, generation: 1 }])
  })

  test('[CLI-5] lingers 60 s after the last listener, then lets go and says so', async () => {
    const { it, socket, leave } = await hearing()
    leave()
    leave()
    await it.clock.advance(30_000)
    socket.send({ type: 'pong', timestamp: 'now' })
    await it.clock.advance(29_999)
    socket.send(crateUpdate(TOPIC, 6))
    expect(seqs(it.events)).toEqual([6])
    await it.clock.advance(1)
    expect(socket.take('unsubscribe')).toMatchObject({ topic: TOPIC })
    expect(it.changes.at(-1)).toEqual({ kind: 'dropped', topic: TOPIC })
    expect(it.client.generation(TOPIC)).toBeNull()
  })

  test('[CLI-5] a listener that comes back within 60 s finds the topic as it was', async () => {
    const { it, socket, leave } = await hearing()
    leave()
    await it.clock.advance(30_000)
    it.client.subscribe(TOPIC)
    socket.send({ type: 'pong', timestamp: 'now' })
    await it.clock.advance(40_000)
    expect(socket.inbox.some(({ type }) => type === 'unsubscribe')).toBe(false)
    expect(it.client.generation(TOPIC)).toBe(1)
  })

  test('[CLI-7] each seq reaches the application once and in order', async () => {
    const { it, socket } = await hearing()
    for (const seq of [6, 6, 5, 7, 6, 8]) socket.send(crateUpdate(TOPIC, seq))
    expect(seqs(it.events)).toEqual([6, 7, 8])
  })

  test('[CLI-2] a hole resumes that topic, and nothing beyond it is delivered before', async () => {
    const { it, socket } = await hearing()
    socket.send(crateUpdate(TOPIC, 8))
    socket.send(crateUpdate(TOPIC, 9))
    expect(it.events).toEqual([])
    expect(socket.take('resume')['cursors']).toEqual({ [TOPIC]: { epoch: 'e1', seq: 5 } })
    expect(socket.inbox.some(({ type }) => type === 'resume')).toBe(false)
    socket.send({ type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 9, recovered: true, replayed: 4 })
    for (const seq of [6, 7, 8, 9]) socket.send(crateUpdate(TOPIC, seq))
    expect(seqs(it.events)).toEqual([6, 7, 8, 9])
  })

  test('[CLI-2] a head ahead of the cursor resumes', async () => {
    const { socket } = await hearing()
    const beat = { type: 'heartbeat', timestamp: 'now', epoch: 'e1' }
    socket.send({ ...beat, heads: { [TOPIC]: 5, 'unit:2': 9 } })
    expect(socket.inbox.some(({ type }) => type === 'resume')).toBe(false)
    socket.send({ ...beat, heads: { [TOPIC]: 6 } })
    expect(socket.take('resume')['cursors']).toEqual({ [TOPIC]: { epoch: 'e1', seq: 5 } })
  })

  test('[CLI-2] a hole that resuming never fills ends the run instead of asking forever', async () => {
    const { it, socket } = await hearing()
    for (let round = 0; round < 3; round += 1) {
      socket.send(crateUpdate(TOPIC, 8))
      socket.take('resume')
      socket.send({ type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 8, recovered: true, replayed: 3 })
    }
    socket.send(crateUpdate(TOPIC, 8))
    it.answerSubscribe(TOPIC, 8)
    expect(it.changes.at(-1)).toEqual({ kind: 'restarted', topic: TOPIC, generation: 2 })
  })

  test('[CLI-8] a reconnect resumes all topics in one frame, and is live once all have answered', async () => {
    const { it, socket } = await hearing()
    it.client.subscribe('unit:2')
    it.answerSubscribe('unit:2', 0)
    socket.send(crateUpdate(TOPIC, 6))
    socket.close(1006)
    it.client.subscribe('unit:3')
    await it.clock.advance(500)
    const next = it.server.greet()
    expect(next.take('resume')['cursors']).toEqual({
      [TOPIC]: { epoch: 'e1', seq: 6 },
      'unit:2': { epoch: 'e1', seq: 0 },
    })
    expect(next.take('subscribe')['topic']).toBe('unit:3')
    expect(it.client.status.get().state).toBe('syncing')
    const answer = { type: 'subscribed', epoch: 'e1', recovered: true, replayed: 0 }
    next.send({ ...answer, topic: TOPIC, seq: 7, replayed: 1 })
    next.send(crateUpdate(TOPIC, 7))
    next.send({ ...answer, topic: 'unit:2', seq: 0 })
    expect(it.client.status.get().state).toBe('syncing')
    next.send({ ...answer, topic: 'unit:3', seq: 4, recovered: null })
    expect(it.client.status.get().state).toBe('live')
    expect(seqs(it.events)).toEqual([6, 7])
    expect(it.client.generation(TOPIC)).toBe(1)
  })

  test('[CLI-7] recovered: false starts a new run', async () => {
    const { it, socket } = await hearing()
    socket.close(1006)
    await it.clock.advance(500)
    const next = it.server.greet({ epoch: 'e2' })
    next.send({ type: 'subscribed', topic: TOPIC, epoch: 'e2', seq: 2, recovered: false, replayed: 0 })
    expect(it.changes.at(-1)).toEqual({ kind: 'restarted', topic: TOPIC, generation: 2 })
    next.send(crateUpdate(TOPIC, 3))
    expect(seqs(it.events)).toEqual([3])
  })

  test('[CLI-7] a reset starts a new run where it says', async () => {
    const { it, socket } = await hearing()
    socket.send({ type: 'reset', topic: TOPIC, epoch: 'e1', seq: 6, reason: 'dead_letter' })
    socket.send(crateUpdate(TOPIC, 7))
    expect(it.changes.at(-1)).toEqual({ kind: 'restarted', topic: TOPIC, generation: 2 })
    expect(seqs(it.events)).toEqual([7])
  })

  test('[CLI-7] a reset that was passed, replayed for another tab, starts nothing anew', async () => {
    const { it, socket } = await hearing()
    socket.send({ type: 'reset', topic: TOPIC, epoch: 'e1', seq: 6, reason: 'dead_letter' })
    socket.send(crateUpdate(TOPIC, 7))
    socket.send({ type: 'reset', topic: TOPIC, epoch: 'e1', seq: 6, reason: 'dead_letter' })
    socket.send(crateUpdate(TOPIC, 7))
    socket.send(crateUpdate(TOPIC, 8))
    expect(it.client.generation(TOPIC)).toBe(2)
    expect(seqs(it.events)).toEqual([7, 8])
  })

  test('[CON-6] 4400 drops every cursor and subscribes anew', async () => {
    const { it, socket } = await hearing()
    socket.close(4400)
    expect(it.client.generation(TOPIC)).toBeNull()
    await it.clock.advance(500)
    const next = it.server.greet({ epoch: 'e2' })
    expect(next.inbox.some(({ type }) => type === 'resume')).toBe(false)
    it.answerSubscribe(TOPIC, 1, 'e2')
    expect(it.changes.at(-1)).toEqual({ kind: 'restarted', topic: TOPIC, generation: 2 })
  })

  test('[CON-5] a lost right ends the topic; the next connection asks again', async () => {
    const { it, socket } = await hearing()
    socket.send({ type: 'unsubscribed', topic: TOPIC, reason: 'access_changed' })
    expect(it.changes.at(-1)).toEqual({ kind: 'lost', topic: TOPIC })
    socket.send(crateUpdate(TOPIC, 6))
    expect(it.events).toEqual([])
    socket.close(1006)
    await it.clock.advance(500)
    expect(it.server.greet().take('subscribe')['topic']).toBe(TOPIC)
  })

  test('a refused subscription is lost, and nobody waits for it', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.client.subscribe(TOPIC)
    const waiting = it.client.whenPositioned([TOPIC], { timeoutMs: 1_500 })
    const { request_id: requestId } = socket.take('subscribe')
    socket.send({ type: 'error', code: 'forbidden', message: 'No.', timestamp: 'now', request_id: requestId })
    expect(await waiting).toBe(false)
    expect(it.changes).toEqual([{ kind: 'lost', topic: TOPIC }])
  })

  test('[CLI-8] a question without an answer is put again', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.client.subscribe(TOPIC)
    socket.take('subscribe')
    await it.clock.advance(10_000)
    expect(socket.take('subscribe')['topic']).toBe(TOPIC)
  })

  test('a topic that the server gives by itself is heard, and resumed after a drop', async () => {
    const it = createClientUnderTest()
    const given = { type: 'subscribed', topic: 'user:1', epoch: 'e1', recovered: null, replayed: 0 }
    const socket = await it.connect()
    socket.send({ ...given, seq: 3 })
    socket.send(crateUpdate('user:1', 4))
    for (let drop = 0; drop < 2; drop += 1) {
      it.server.socket.close(1006)
      await it.clock.advance(1_000)
      const next = it.server.greet()
      next.send({ ...given, seq: 6 })
      expect(next.take('resume')['cursors']).toEqual({ 'user:1': { epoch: 'e1', seq: 4 } })
      expect(next.inbox.some(({ type }) => type === 'resume')).toBe(false)
    }
    it.server.socket.send({ ...given, seq: 6, recovered: true, replayed: 2 })
    it.server.socket.send(crateUpdate('user:1', 5))
    it.server.socket.send(crateUpdate('user:1', 6))
    expect(seqs(it.events)).toEqual([4, 5, 6])
  })

  test('[CLI-9] skip and unknown frames with a seq only move on or touch the topic', async () => {
    const { it, socket } = await hearing()
    socket.send({ type: 'skip', topic: TOPIC, seq: 6 })
    socket.send({ type: 'hologram', topic: TOPIC, seq: 7 })
    socket.send({ type: 'gone', topic: TOPIC, seq: 8, id: 'c8' })
    expect(it.events).toMatchObject([
      { seq: 7, entity: '', id: null },
      { seq: 8, entity: '', id: 'c8', action: 'deleted' },
    ])
  })

  test('[CLI-9] a frame that is no frame is ignored', async () => {
    const { it, socket } = await hearing()
    socket.sendText('{')
    socket.sendText('[]')
    socket.sendText('{"type":"data_update","topic":"unit:1","seq":"6"}')
    socket.send(crateUpdate(TOPIC, 6))
    expect(seqs(it.events)).toEqual([6])
  })

  test('whenPositioned does not wait while there is no connection, nor longer than it may', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.client.subscribe(TOPIC)
    const impatient = it.client.whenPositioned([TOPIC], { timeoutMs: 1_500 })
    await it.clock.advance(1_500)
    expect(await impatient).toBe(false)
    socket.close(1006)
    expect(await it.client.whenPositioned([TOPIC], { timeoutMs: 1_500 })).toBe(false)
  })
})
