import { connect } from 'node:net'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createFakeClock } from '../testing/fakeClock.ts'
import { createTestGateway } from '../testing/createTestGateway.ts'
import { createTestSocket } from '../testing/createTestSocket.ts'
import type { TestSocketOptions } from '../testing/createTestSocket.ts'

const refusedWith = (status: number): RegExp => new RegExp(`Unexpected server response: ${status}`)
const KEY = 'dGhlIHNhbXBsZSBub25jZQ=='

/** Sends bytes as they are and answers with the first line of what comes back, or '' when the line is cut. */
function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    let text = ''
    socket.on('data', (data) => {
      text += data.toString('latin1')
      if (text.includes('\r\n')) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''))
  })
}

const upgrade = (lines: readonly string[], path = '/ws'): string =>
  [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')

const HEALTHY = [
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${KEY}`,
]

test('[CON-1] an unknown path gets 404, a foreign host 400, too old a version 426', async () => {
  await using gateway = await createTestGateway({
    settingsOver: { allowedHosts: ['localhost', '.ward.test'] },
  })
  const answer = (lines: readonly string[], path?: string): Promise<string> =>
    sendRaw(gateway.port, upgrade(lines, path))
  const withHost = (host: string): string[] => [`Host: ${host}`, ...HEALTHY.slice(1)]
  expect(await answer(HEALTHY, '/nothing')).toBe('HTTP/1.1 404 Not Found')
  expect(await answer(HEALTHY, '/ws/unknown/')).toBe('HTTP/1.1 404 Not Found')
  expect(await answer(withHost('evil.test'))).toBe('HTTP/1.1 400 Bad Request')
  expect(await answer(withHost('localhost.evil.test'))).toBe('HTTP/1.1 400 Bad Request')
  expect(await answer(HEALTHY.slice(1))).toBe('HTTP/1.1 400 Bad Request')
  expect(await answer(withHost('a.ward.test:8080'))).toBe('HTTP/1.1 101 Switching Protocols')
  expect(await answer(HEALTHY.map((line) => line.replace(': 13', ': 8')))).toBe(
    'HTTP/1.1 426 Upgrade Required',
  )
})

test('[CON-1] headers and paths that make no sense are answered or cut, and the gateway lives on', async () => {
  await using gateway = await createTestGateway()
  const strange = [
    upgrade(HEALTHY.filter((line) => !line.startsWith('Sec-WebSocket-Key'))),
    upgrade([...HEALTHY.slice(0, 4), 'Sec-WebSocket-Key: short']),
    upgrade([...HEALTHY, 'Sec-WebSocket-Protocol: ,,,']),
    upgrade([...HEALTHY, 'Sec-WebSocket-Protocol: wardline.v1, wardline.v1']),
    upgrade([...HEALTHY, 'Cookie: session=%E0%A4%A; =; ;;; __proto__=x', 'Origin: http://localhost']),
    upgrade([...HEALTHY, 'Origin: http://[::bad']),
    upgrade([...HEALTHY, 'X-Forwarded-For: not, an, address']),
    upgrade([...HEALTHY.slice(0, 2), 'Upgrade: h2c', ...HEALTHY.slice(3)]),
    upgrade(HEALTHY, '//ws'),
    upgrade(HEALTHY, '/ws/%ff%fe'),
    upgrade(HEALTHY, 'http://localhost/ws'),
    upgrade(HEALTHY, '/ws?token=%E0%A4%A'),
  ]
  for (const request of strange)
    expect(await sendRaw(gateway.port, request)).toMatch(/^HTTP\/1\.1 (101|4\d\d) /)
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  await ada.expect({ type: 'connection_established' })
})

test('[PRO-8] a client that offers to compress is served without; what it compresses all the same closes 1002', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  const raw = connect(gateway.port, '127.0.0.1')
  const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'
  const wants = (words: string, bytes: string | Buffer): Promise<string> =>
    new Promise((resolve) => {
      let text = ''
      raw.on('data', (data) => {
        text += data.toString('latin1')
        if (text.includes(words)) resolve(text)
      })
      raw.write(bytes)
    })
  const greeted = await wants('connection_established', upgrade([...HEALTHY, offer], '/ws?token=ada'))
  expect(greeted).toContain('101 Switching Protocols')
  expect(greeted).not.toMatch(/sec-websocket-extensions/i)
  expect(await wants('"pong"', wireFrame(0x81, Buffer.from('{"type":"ping"}')))).toContain('"pong"')
  // A bomb: 60 KiB that say they will be 60 MiB. Nobody inflates them.
  const bomb = deflateRawSync(Buffer.alloc(60 * 1024 * 1024))
  expect(await wants('\x03\xea', wireFrame(0xc1, bomb))).toContain('\x03\xea')
  raw.destroy()
})

/** As a client sends it, with the mask 0. */
function wireFrame(first: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? [first, 0x80 | length] : [first, 0x80 | 126, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload])
}

test('[CON-4] a full server answers 503 and says when to come back', async () => {
  await using gateway = await createTestGateway({ settingsOver: { maxConnections: 1 } })
  gateway.person('ada')
  await using ada = await gateway.connect('ada')
  await ada.expect({ type: 'connection_established' })
  await expect(gateway.connect('ada')).rejects.toThrow(refusedWith(503))
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(gateway.port, '127.0.0.1', () => socket.write(upgrade(HEALTHY)))
    let text = ''
    socket.on('data', (data) => (text += data.toString('latin1')))
    socket.on('close', () => resolve(text))
  })
  expect(answer).toContain('Retry-After: 5')
})

test('[CON-7] a cookie needs an allowed Origin, the subprotocol and its proof', async () => {
  await using gateway = await createTestGateway({ settingsOver: { allowedOrigins: ['https://desk.test'] } })
  gateway.person('ada')
  const open = (origin: string | undefined, protocols: readonly string[]) => {
    const options: TestSocketOptions = { protocols, headers: { Cookie: 'theme=dark; session=ada' } }
    return createTestSocket(gateway.url(), origin === undefined ? options : { ...options, origin })
  }
  await expect(open(undefined, ['wardline.v1', 'proof.ok'])).rejects.toThrow(refusedWith(403))
  await expect(open('https://evil.test', ['wardline.v1', 'proof.ok'])).rejects.toThrow(refusedWith(403))
  await expect(open('https://desk.test.evil.test', ['wardline.v1', 'proof.ok'])).rejects.toThrow(
    refusedWith(403),
  )
  await expect(open('http://desk.test', ['wardline.v1', 'proof.ok'])).rejects.toThrow(refusedWith(403))
  await expect(open('null', ['wardline.v1', 'proof.ok'])).rejects.toThrow(refusedWith(403))
  await using noProof = await open('https://desk.test', ['wardline.v1'])
  expect(await noProof.closed()).toMatchObject({ code: 4001 })
  await using wrongProof = await open('https://desk.test', ['wardline.v1', 'proof.no'])
  expect(await wrongProof.closed()).toMatchObject({ code: 4001 })
  await using ada = await open('https://desk.test', ['proof.ok', 'wardline.v1'])
  await ada.expect({ type: 'connection_established', user_id: 'ada' })
  expect(ada.raw.protocol).toBe('wardline.v1')
})

test('[CON-7] without the subprotocol a proof is none', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  const answer = await sendRaw(
    gateway.port,
    upgrade([
      ...HEALTHY,
      'Origin: http://localhost',
      'Cookie: session=ada',
      'Sec-WebSocket-Protocol: proof.ok',
    ]),
  )
  expect(answer).toBe('HTTP/1.1 101 Switching Protocols')
  expect(gateway.authenticator.asked.authenticate).toBe(0)
})

test('[CON-7] a token comes by header, subprotocol or query; an Origin may be missing, but not be foreign', async () => {
  await using gateway = await createTestGateway({ settingsOver: { allowedOrigins: ['https://desk.test'] } })
  gateway.person('ada')
  const ways: [string, TestSocketOptions][] = [
    ['/ws', { headers: { Authorization: 'Bearer ada' } }],
    ['/ws', { protocols: ['wardline.v1', 'bearer.ada'] }],
    ['/ws/?token=ada', {}],
    ['/ws?token=ada', { origin: 'https://desk.test' }],
  ]
  for (const [path, options] of ways) {
    await using ada = await createTestSocket(gateway.url(path), options)
    await ada.expect({ type: 'connection_established', user_id: 'ada' })
    expect(['', 'wardline.v1']).toContain(ada.raw.protocol)
  }
  const foreign = createTestSocket(gateway.url('/ws?token=ada'), { origin: 'https://evil.test' })
  await expect(foreign).rejects.toThrow(refusedWith(403))
})

test('[CON-7] tokens in the query can be turned off', async () => {
  await using gateway = await createTestGateway({ settingsOver: { queryToken: false } })
  gateway.person('ada')
  await using ada = await createTestSocket(gateway.url('/ws?token=ada'))
  expect(await ada.closed()).toMatchObject({ code: 4001 })
})

test('[CON-7] without an allow-list only a page of the same host may connect', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  const options = { protocols: ['wardline.v1', 'proof.ok'], headers: { Cookie: 'session=ada' } }
  const own = `http://127.0.0.1:${gateway.port}`
  await using ada = await createTestSocket(gateway.url(), { ...options, origin: own })
  await ada.expect({ type: 'connection_established' })
  const otherPort = createTestSocket(gateway.url(), { ...options, origin: 'http://127.0.0.1:1' })
  await expect(otherPort).rejects.toThrow(refusedWith(403))
})

test('[CON-2] a bad credential is told by code 4001, after the upgrade', async () => {
  await using gateway = await createTestGateway()
  await using nobody = await createTestSocket(gateway.url())
  expect(await nobody.closed()).toEqual({ code: 4001, reason: 'unauthenticated' })
  await using stranger = await gateway.connect('stranger')
  expect(await stranger.closed()).toEqual({ code: 4001, reason: 'unauthenticated' })
})

test('[CON-6] a page of a version that is not spoken is told to reload', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  await using ada = await createTestSocket(gateway.url(), { protocols: ['wardline.v99', 'bearer.ada'] })
  expect(await ada.closed()).toMatchObject({ code: 4011 })
})

test('[CON-1] frames sent before the answer are dispatched after it, in order', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  let open = (): void => {}
  gateway.authenticator.gate = new Promise((resolve) => {
    open = resolve
  })
  await using ada = await gateway.connect('ada')
  ada.send({ type: 'subscribe', topic: 'unit:a' })
  ada.send({ type: 'ping' })
  open()
  await ada.expectNext({ type: 'connection_established' })
  await ada.expect({ type: 'pong' })
  await ada.expect({ type: 'subscribed', topic: 'unit:a' })
})

test('[CON-1] who sends much before the answer is closed', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.authenticator.gate = new Promise(() => {})
  await using ada = await gateway.connect('ada')
  for (let sent = 0; sent < 100; sent += 1) ada.send({ type: 'ping' })
  expect(await ada.closed()).toMatchObject({ code: 4302 })
})

test('[CON-2] while the session store is away the client is told to back off', async () => {
  await using gateway = await createTestGateway()
  gateway.person('ada')
  gateway.authenticator.isAway = true
  await using ada = await gateway.connect('ada')
  expect(await ada.closed()).toMatchObject({ code: 4300 })
})

test('[CON-4] one too many of a person: the same client is replaced, else the idlest', async () => {
  const clock = createFakeClock()
  await using gateway = await createTestGateway({ clock, settingsOver: { maxConnectionsPerUser: 2 } })
  gateway.person('ada')
  await using first = await gateway.connect('ada', '/ws?client_id=one')
  await first.expect({ type: 'connection_established' })
  await using second = await gateway.connect('ada', '/ws?client_id=two')
  await second.expect({ type: 'connection_established' })
  await using again = await gateway.connect('ada', '/ws?client_id=two')
  await again.expect({ type: 'connection_established' })
  expect(await second.closed()).toMatchObject({ code: 4008 })
  // The first is used, the other one is idle.
  clock.advance(1)
  first.send({ type: 'ping' })
  await first.expect({ type: 'pong' })
  await using third = await gateway.connect('ada', '/ws?client_id=three')
  await third.expect({ type: 'connection_established' })
  expect(await again.closed()).toMatchObject({ code: 4008 })
  first.send({ type: 'ping' })
  await first.expect({ type: 'pong' })
})
