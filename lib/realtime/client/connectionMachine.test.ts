import { describe, expect, test, vi } from 'vitest'
import { createClientUnderTest } from './testing/createClientUnderTest.ts'

describe('the connection', () => {
  test('[CLI-4] is connecting, then live', async () => {
    const it = createClientUnderTest()
    expect(it.client.status.get().state).toBe('connecting')
    await it.connect()
    expect(it.client.status.get()).toMatchObject({ state: 'live', userId: 'ada', degraded: [] })
    expect(it.statuses).toEqual(['live'])
  })

  test('[CON-7] offers the version and the proof', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    expect(socket.protocols).toEqual(['wardline.v1', 'proof.00'])
  })

  test('[CLI-4] syncs after a drop, since then, and says when it tries again', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    await it.clock.advance(20_000)
    const droppedAt = it.clock.now()
    socket.close(1006)
    expect(it.client.status.get()).toEqual({ state: 'syncing', since: droppedAt, retryAt: droppedAt + 500 })
    await it.clock.advance(500)
    expect(it.server.sockets).toHaveLength(2)
    it.server.greet()
    expect(it.client.status.get().state).toBe('live')
  })

  test('[CLI-1] keeps trying, says Offline after ten failures, and comes back from there', async () => {
    const it = createClientUnderTest({ random: () => 1 })
    it.client.start()
    await it.clock.advance(0)
    for (let failure = 1; failure <= 12; failure += 1) {
      it.server.socket.close(1006)
      expect(it.client.status.get().state).toBe(failure < 10 ? 'syncing' : 'offline')
      const status = it.client.status.get()
      await it.clock.advance('retryAt' in status && status.retryAt ? status.retryAt - it.clock.now() : 0)
      expect(it.server.sockets).toHaveLength(failure + 1)
    }
    it.server.greet()
    expect(it.client.status.get().state).toBe('live')
  })

  test('[CLI-1] counts from 0 again only after ten stable seconds', async () => {
    const it = createClientUnderTest({ random: () => 1 })
    await it.connect()
    const dropAndMeasure = () => {
      it.server.socket.close(1006)
      const status = it.client.status.get()
      return status.state === 'syncing' && status.retryAt !== null ? status.retryAt - it.clock.now() : null
    }
    expect(dropAndMeasure()).toBe(500)
    await it.clock.advance(500)
    it.server.greet()
    await it.clock.advance(9_000)
    expect(dropAndMeasure()).toBe(1_000)
    await it.clock.advance(1_000)
    it.server.greet()
    await it.clock.advance(10_001)
    expect(dropAndMeasure()).toBe(500)
  })

  test('[CON-6] 4200 reconnects within the window that the server gave', async () => {
    const it = createClientUnderTest({ random: () => 0.5 })
    const socket = await it.connect()
    const reconnect = { min_ms: 2_000, max_ms: 8_000 }
    socket.send({ type: 'closing', code: 4200, reason: 'draining', reconnect, keep_cursors: true })
    socket.close(4200)
    await it.clock.advance(4_999)
    expect(it.server.sockets).toHaveLength(1)
    await it.clock.advance(1)
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CON-6] 4001 refreshes once, then signs out', async () => {
    const credentials = vi.fn(() => Promise.resolve({ protocols: ['wardline.v1'] }))
    const it = createClientUnderTest({ credentials })
    const socket = await it.connect()
    socket.close(4001)
    await it.clock.advance(0)
    expect(credentials).toHaveBeenLastCalledWith({ refresh: true })
    it.server.socket.accept()
    it.server.socket.close(4001)
    expect(it.client.status.get().state).toBe('signed_out')
    await it.clock.advance(600_000)
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CON-6] 4001 without credentials to refresh signs out at once', async () => {
    const it = createClientUnderTest({
      credentials: ({ refresh }) => Promise.resolve(refresh ? null : { protocols: ['wardline.v1'] }),
    })
    const socket = await it.connect()
    socket.close(4001)
    await it.clock.advance(0)
    expect(it.client.status.get().state).toBe('signed_out')
  })

  test('[CON-6] 4008 waits until the tab is used', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    socket.close(4008)
    expect(it.client.status.get()).toMatchObject({ state: 'offline', reason: 'replaced' })
    await it.clock.advance(600_000)
    expect(it.server.sockets).toHaveLength(1)
    it.page.wake('used')
    await it.clock.advance(0)
    it.server.greet()
    expect(it.client.status.get().state).toBe('live')
  })

  test.each([
    [4003, 'refused'],
    [4010, 'refused'],
    [4011, 'reload_page'],
  ])('[CON-6] %i stays closed and says why', async (code, reason) => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    socket.close(code)
    it.page.wake('visible')
    it.page.wake('used')
    await it.clock.advance(600_000)
    expect(it.client.status.get()).toMatchObject({ state: 'offline', reason })
    expect(it.server.sockets).toHaveLength(1)
  })

  test('[CON-6] three failures before open ask HTTP: a session that is over signs out', async () => {
    const it = createClientUnderTest()
    it.session = 'signed_out'
    it.client.start()
    for (let failure = 0; failure < 3; failure += 1) {
      await it.clock.advance(failure === 0 ? 0 : 500)
      it.server.socket.close(1006)
    }
    await it.clock.advance(0)
    expect(it.client.status.get().state).toBe('signed_out')
  })

  test('[CON-6] three failures before open while the service is away go on trying', async () => {
    const it = createClientUnderTest()
    it.client.start()
    for (let failure = 0; failure < 6; failure += 1) {
      await it.clock.advance(failure === 0 ? 0 : 500)
      it.server.socket.close(1006)
    }
    await it.clock.advance(500)
    it.server.greet()
    expect(it.client.status.get().state).toBe('live')
  })

  test('a server that does not greet within 10 s counts as a failure', async () => {
    const it = createClientUnderTest()
    it.client.start()
    await it.clock.advance(0)
    it.server.socket.accept()
    await it.clock.advance(10_500)
    expect(it.server.sockets).toHaveLength(2)
    expect(it.server.sockets[0]?.closedByClient).not.toBeNull()
  })

  test('[CLI-3] wakes at once when the network is back or the page becomes visible', async () => {
    const it = createClientUnderTest({ random: () => 1 })
    const socket = await it.connect()
    socket.close(1006)
    it.page.wake('online')
    await it.clock.advance(0)
    expect(it.server.sockets).toHaveLength(2)
    it.server.socket.close(1006)
    it.page.wake('visible')
    await it.clock.advance(0)
    expect(it.server.sockets).toHaveLength(3)
  })

  test('[CON-6] a server that asked for patience is not woken early', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    socket.close(4302)
    it.page.wake('visible')
    await it.clock.advance(29_999)
    expect(it.server.sockets).toHaveLength(1)
  })

  test('[CLI-3] a silent connection is asked, and replaced when it does not answer', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    await it.clock.advance(45_000)
    socket.take('ping')
    await it.clock.advance(5_000)
    expect(socket.closedByClient).not.toBeNull()
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CLI-3] a silent connection that answers stays', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    await it.clock.advance(45_000)
    socket.take('ping')
    socket.send({ type: 'pong', timestamp: 'now' })
    await it.clock.advance(5_000)
    expect(it.server.sockets).toHaveLength(1)
    expect(it.client.status.get().state).toBe('live')
  })

  test('[CLI-3] a frozen tab asks as soon as it is looked at again', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.clock.freeze(31_000)
    it.page.wake('visible')
    socket.take('ping')
    await it.clock.advance(5_000)
    expect(it.server.sockets).toHaveLength(2)
  })

  test('[CLI-3] pagehide says goodbye, and a page from the cache comes back', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.page.leave()
    expect(socket.closedByClient).toEqual({ code: 1000 })
    await it.clock.advance(60_000)
    expect(it.server.sockets).toHaveLength(1)
    it.page.wake('visible')
    await it.clock.advance(0)
    it.server.greet()
    expect(it.client.status.get().state).toBe('live')
  })

  test('[CLI-4] syncs while the server cannot read its database', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    const beat = { type: 'heartbeat', timestamp: 'now', epoch: 'e1', heads: {} }
    socket.send({ ...beat, degraded: ['database'] })
    expect(it.client.status.get().state).toBe('syncing')
    socket.send({ ...beat, degraded: ['redis'] })
    expect(it.client.status.get()).toMatchObject({ state: 'live', degraded: ['redis'] })
  })

  test('[CLI-6] says what happens to whoever debugs', async () => {
    const it = createClientUnderTest()
    await it.connect({ message: 'Connected to unit 7 updates' })
    expect(it.debugLines).toEqual([
      'WebSocket connected',
      'WebSocket connection established: Connected to unit 7 updates',
    ])
  })

  test('[PRO-10] answers heartbeats with the page that is open', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    socket.take('heartbeat')
    socket.send({ type: 'heartbeat', timestamp: 'now', epoch: 'e1', heads: {} })
    expect(socket.take('heartbeat')['data']).toEqual({
      tabs: [{ tab_id: 'tab-1', current_page: '/crates', visible: true }],
    })
  })

  test('closes for good, and leaves no timer behind', async () => {
    const it = createClientUnderTest()
    const socket = await it.connect()
    it.client.close()
    expect(socket.closedByClient).not.toBeNull()
    expect(it.clock.waiting).toBe(0)
    expect(it.client.status.get()).toMatchObject({ state: 'offline', reason: 'closed' })
  })
})
