import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createTestGateway } from '../testing/createTestGateway.ts'

test('[CON-3] the server beats at its interval, with the heads of what it has written, and a protocol ping', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
  gateway.announce({ topic: 'unit:a' }, { topic: 'unit:a' })
  await ada.expect({ seq: 2 })
  const pinged = new Promise<void>((resolve) => void ada.raw.once('ping', () => resolve()))
  clock.advance(30_000)
  const beat = await ada.expectNext({ type: 'heartbeat', epoch: 'epoch-1' })
  expect(beat['heads']).toEqual({ 'unit:a': 2, 'unit:b': 0 })
  expect(beat).not.toHaveProperty('degraded')
  await pinged
})

test('[HUB-18] a topic in which the connection is not live is left out of the heads', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada', ['a', 'b'])
  await using ada = await gateway.listen('ada', 'unit:a')
  const release = gateway.log.hold()
  ada.send({ type: 'subscribe', topic: 'unit:b' })
  ada.send({ type: 'ping' })
  await ada.expect({ type: 'pong' })
  clock.advance(30_000)
  expect((await ada.expect({ type: 'heartbeat' }))['heads']).toEqual({ 'unit:a': 0 })
  release()
  await ada.expect({ type: 'subscribed', topic: 'unit:b' })
})

test('[CON-3] a connection from which no byte comes is closed 4203; a protocol pong is a byte', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  for (let beat = 0; beat < 6; beat += 1) {
    const pinged = new Promise<void>((resolve) => void ada.raw.once('ping', () => resolve()))
    clock.advance(30_000)
    await pinged
    // Its pong has gone out before this frame's answer comes back.
    ada.send({ type: 'ping' })
    await ada.expect({ type: 'pong' })
  }
  clock.advance(121_000)
  expect(await ada.closed()).toMatchObject({ code: 4203 })
})

test('[CON-5] every session is asked about each minute: ended ones close 4001', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock })
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  gateway.authenticator.people.delete('ada')
  clock.advance(60_000)
  expect(await ada.closed()).toMatchObject({ code: 4001 })
  ben.send({ type: 'ping' })
  await ben.expect({ type: 'pong' })
})

test('[CON-5] rights that changed close 4400 at the next check; another name does not', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, rightsOf: ({ units }) => units.join() })
  gateway.person('ada')
  gateway.person('ben')
  await using ada = await gateway.listen('ada', 'unit:a')
  await using ben = await gateway.listen('ben', 'unit:a')
  gateway.person('ada', ['b'])
  gateway.authenticator.people.set('ben', { ...gateway.person('ben'), name: 'Another' })
  clock.advance(60_000)
  expect(await ada.closed()).toMatchObject({ code: 4400 })
  expect(gateway.realtime.connections().find(({ userId }) => userId === 'ben')?.name).toBe('Another')
  ben.send({ type: 'ping' })
  await ben.expect({ type: 'pong' })
})

test('[CON-5] while sessions cannot be checked sockets stay, ten minutes at most', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, settingsOver: { connectionTimeoutMs: 3_600_000 } })
  gateway.person('ada')
  await using ada = await gateway.listen('ada', 'unit:a')
  gateway.authenticator.isAway = true
  for (let minute = 0; minute < 10; minute += 1) {
    clock.advance(60_000)
    ada.send({ type: 'ping' })
    await ada.expect({ type: 'pong' })
  }
  clock.advance(60_000)
  expect(await ada.closed()).toMatchObject({ code: 4300 })
})

test('[CON-5] a token’s connection ends with the token', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, settingsOver: { connectionTimeoutMs: 1e15 } })
  gateway.person('ada')
  gateway.authenticator.expiresAt = clock.now() + 5_000
  await using ada = await gateway.connect('ada')
  await ada.expect({ session_expires_at: new Date(clock.now() + 5_000).toISOString() })
  clock.advance(5_000)
  expect(await ada.closed()).toMatchObject({ code: 4001 })
})
