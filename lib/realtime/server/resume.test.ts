import { expect, test } from 'vitest'
import { createTestGateway } from '../testing/createTestGateway.ts'
import { judgeCursor } from './resume.ts'

const EPOCH = 'epoch-1'

test('[HUB-9] a cursor is judged: same epoch, not ahead, a gap no longer than the ring', () => {
  const now = { epoch: EPOCH, head: 10, historySize: 5 }
  expect(judgeCursor(null, now)).toBe('fresh')
  expect(judgeCursor({ epoch: EPOCH, seq: 10 }, now)).toBe('current')
  expect(judgeCursor({ epoch: EPOCH, seq: 5 }, now)).toBe('replay')
  expect(judgeCursor({ epoch: EPOCH, seq: 4 }, now)).toBe('lost')
  expect(judgeCursor({ epoch: EPOCH, seq: 11 }, now)).toBe('lost')
  expect(judgeCursor({ epoch: 'other', seq: 10 }, now)).toBe('lost')
})

test('[HUB-9] a gap is closed from the log: the answer first, then every event, then live', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.announce({}, {}, {}, {})
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 2 } } })
  await ada.expect({ type: 'subscribed', topic: 'unit:a', seq: 4, recovered: true, replayed: 2 })
  await ada.expectNext({ type: 'data_update', seq: 3 })
  await ada.expectNext({ type: 'data_update', seq: 4 })
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: 5 })
})

test('[HUB-9] all or nothing: where retention has taken one event of the gap, none is replayed', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.announce({}, {}, {}, {})
  gateway.log.trim(2)
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 1 } } })
  await ada.expect({ type: 'subscribed', seq: 4, recovered: false, replayed: 0 })
  gateway.announce({})
  await ada.expectNext({ type: 'data_update', seq: 5 })
})

test('[HUB-9] a gap longer than the ring is not closed', async () => {
  await using gateway = await createTestGateway({ settingsOver: { historySize: 3 } })
  gateway.person('ada')
  gateway.announce({}, {}, {}, {}, {})
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 1 } } })
  await ada.expect({ type: 'subscribed', seq: 5, recovered: false, replayed: 0 })
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 2 } } })
  await ada.expectNext({ type: 'subscribed', seq: 5, recovered: true, replayed: 3 })
  for (const seq of [3, 4, 5]) await ada.expectNext({ seq })
})

test('[HUB-9] events that come while the gap is being read follow it, none twice', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.announce({}, {}, {})
  await using ben = await gateway.listen('ada', 'unit:a')
  await using ada = await gateway.connect('ada')
  const release = gateway.log.hold()
  ada.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 1 } } })
  ada.send({ type: 'ping' })
  await ada.expect({ type: 'pong' })
  gateway.announce({}, {})
  await ben.expect({ seq: 5 })
  release()
  await ada.expectNext({ type: 'subscribed', seq: 5, recovered: true, replayed: 4 })
  for (const seq of [2, 3, 4, 5]) await ada.expectNext({ type: 'data_update', seq })
})

test('[HUB-11] many who come back to one topic read the log once; from the ring nobody reads it', async () => {
  await using gateway = await createTestGateway({ settingsOver: { maxConnectionsPerUser: 100 } })
  gateway.person('ada')
  gateway.announce({}, {}, {}, {})
  const sockets = await Promise.all(Array.from({ length: 20 }, () => gateway.connect('ada')))
  const release = gateway.log.hold()
  for (const socket of sockets) {
    socket.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 1 } } })
    socket.send({ type: 'ping' })
    await socket.expect({ type: 'pong' })
  }
  release()
  for (const socket of sockets) {
    await socket.expect({ type: 'subscribed', recovered: true, replayed: 3 })
    for (const seq of [2, 3, 4]) await socket.expectNext({ seq })
  }
  expect(gateway.log.calls.readTopic).toBe(1)
  gateway.announce({})
  await using late = await gateway.connect('ada')
  late.send({ type: 'resume', cursors: { 'unit:a': { epoch: EPOCH, seq: 3 } } })
  await late.expect({ type: 'subscribed', recovered: true, replayed: 2 })
  expect(gateway.log.calls.readTopic).toBe(1)
  await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()))
})

test('[PRO-11] a resumed topic that is no longer allowed is unsubscribed, the others go on', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada', ['a'])
  await using ada = await gateway.connect('ada')
  const cursor = { epoch: EPOCH, seq: 0 }
  ada.send({ type: 'resume', cursors: { 'unit:z': cursor, 'unit:a': cursor } })
  await ada.expect({ type: 'unsubscribed', topic: 'unit:z', reason: 'access_changed' })
  await ada.expect({ type: 'subscribed', topic: 'unit:a', recovered: true, replayed: 0 })
})
