import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBystander } from './testing/createBystander.ts'
import { openRaw, upgradeHead } from './testing/rawSocket.ts'
import { startTarget, type Target } from './testing/startTarget.ts'

let target: Target
beforeAll(async () => {
  target = await startTarget()
})
afterAll(() => target[Symbol.asyncDispose]())

const long = (bytes: number): string => 'x'.repeat(bytes)
const cookie = { Cookie: 'session=ada' }

/** Name, what is sent, and the status that it gets; null: the line is cut, with 400 or 408 or without a word. */
const ATTACKS: readonly (readonly [string, string, number | null])[] = [
  ['a foreign Origin', upgradeHead('/ws?token=ada', { Origin: 'https://evil.test' }), 403],
  ['no origin that is one', upgradeHead('/ws?token=ada', { Origin: 'null' }), 403],
  [
    'an Origin that begins like ours',
    upgradeHead('/ws', { ...cookie, Origin: 'http://127.0.0.1.evil.test' }),
    403,
  ],
  ['two Origins', upgradeHead('/ws', { Origin: 'http://127.0.0.1, http://evil.test' }), 403],
  ['a cookie without Origin', upgradeHead('/ws', cookie), 403],
  ['a foreign Host', upgradeHead('/ws', { Host: 'evil.test' }), 400],
  ['a Host with a name in it', upgradeHead('/ws', { Host: '127.0.0.1@evil.test' }), 400],
  ['no Host', upgradeHead('/ws', { Host: null }), 400],
  ['an unknown path', upgradeHead('/ws/nothing'), 404],
  ['a path that climbs', upgradeHead('/x/../../etc/passwd'), 404],
  ['a page', upgradeHead('/archive/crates'), 404],
  ['an API', upgradeHead('/api/me'), 404],
  ['two slashes', upgradeHead('//ws'), 404],
  ['an encoded slash', upgradeHead('/ws%2f'), 404],
  ['absolute form', upgradeHead('http://127.0.0.1/ws?token=ada'), 400],
  ['absolute form of another place', upgradeHead('http://evil.test/ws?token=ada'), 400],
  ['no path', upgradeHead('*', {}, 'OPTIONS'), 400],
  ['a tunnel', `CONNECT 10.0.0.1:5432 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`, null],
  ['an old version', upgradeHead('/ws', { 'Sec-WebSocket-Version': '8' }), 426],
  ['two versions', upgradeHead('/ws', { 'Sec-WebSocket-Version': '13, 8' }), 426],
  ['no version', upgradeHead('/ws', { 'Sec-WebSocket-Version': null }), 426],
  ['no key', upgradeHead('/ws', { 'Sec-WebSocket-Key': null }), 400],
  ['a short key', upgradeHead('/ws', { 'Sec-WebSocket-Key': 'c2hvcnQ=' }), 400],
  ['another upgrade', upgradeHead('/ws', { Upgrade: 'h2c' }), 400],
  ['a write', upgradeHead('/ws', {}, 'POST'), 400],
  ['a body', upgradeHead('/ws?token=ada', { 'Content-Length': '5' }) + 'hello', 400],
  [
    'a body in chunks',
    upgradeHead('/ws?token=ada', { 'Transfer-Encoding': 'chunked' }) + '5\r\nhello\r\n0\r\n\r\n',
    400,
  ],
  [
    'a request in the body of another',
    upgradeHead('/ws?token=ada', { 'Content-Length': '48' }) +
      'GET /api/me HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    400,
  ],
  [
    'both lengths',
    upgradeHead('/ws?token=ada', { 'Content-Length': '3', 'Transfer-Encoding': 'chunked' }) + '0\r\n\r\n',
    null,
  ],
  ['a length that is none', upgradeHead('/ws?token=ada', { 'Content-Length': '-1' }), null],
  ['a header over the limit', upgradeHead('/ws', { 'X-Long': long(20_000) }), 431],
  ['a path over the limit', upgradeHead(`/ws?token=${long(20_000)}`), 431],
  [
    'headers over the limit',
    upgradeHead('/ws', Object.fromEntries(Array.from({ length: 2_000 }, (_, at) => [`X-${at}`, 'yyyyyy']))),
    431,
  ],
  ['a header that folds', upgradeHead('/ws').replace('Upgrade: websocket', 'Upgrade:\r\n websocket'), null],
  ['a space before the colon', upgradeHead('/ws').replace('Upgrade: websocket', 'Upgrade : websocket'), null],
  ['a zero byte', upgradeHead('/ws', { 'X-Zero': 'a\0b' }), null],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', null],
]

test('[CON-1] whatever an upgrade is made of, it is answered or cut, and somebody beside it notices nothing', async () => {
  await using bystander = await createBystander(target.port)
  await Promise.all(
    ATTACKS.map(async ([name, request, status]) => {
      using line = openRaw(target.port)
      line.write(Buffer.from(request, 'latin1'))
      const { bytes, ended } = await line.until(() => false)
      const answer = bytes.toString('latin1')
      expect(ended, `${name}: the line was left open`).toBe(true)
      if (status === null) expect(answer, name).toMatch(/^(HTTP\/1\.1 (400|408) |$)/)
      else expect(answer.slice(0, 13), name).toBe(`HTTP/1.1 ${status} `)
      expect(
        answer.match(/^HTTP\/1\.1 /gm)?.length ?? 0,
        `${name}: answered more than once`,
      ).toBeLessThanOrEqual(1)
    }),
  )
  await bystander.lives()
  expect(target.troubles).toEqual([])
})

test('[CON-1] a head that does not come to its end is cut within five seconds, however it drips', async () => {
  await using bystander = await createBystander(target.port)
  const before = await target.state()
  const head = upgradeHead('/ws?token=ada')
  const lines = Array.from({ length: 200 }, () => openRaw(target.port))
  lines.forEach((line, at) => {
    if (at % 4 > 0) line.write(head.slice(0, 40 + (at % 4)))
  })
  let at = 60
  const drip = setInterval(() => {
    for (const line of lines.slice(0, 50)) line.write(head.slice(at, at + 1))
    at += 1
  }, 100)
  try {
    await bystander.lives()
    const { bytes } = await target.state()
    expect((bytes - before.bytes) / lines.length).toBeLessThan(128 * 1024)
    const endings = await Promise.all(lines.map((line) => line.until(() => false)))
    expect(endings.filter(({ ended }) => !ended)).toEqual([])
  } finally {
    clearInterval(drip)
    for (const line of lines) line[Symbol.dispose]()
  }
  expect(target.troubles).toEqual([])
})

test('[CON-2] a thousand upgrades a second without credentials, or with bad ones: told or cut, and the others go on', async () => {
  await using bystander = await createBystander(target.port)
  const isClosed = (bytes: Buffer): boolean => bytes.includes(UNAUTHENTICATED)
  const attack = async (path: string): Promise<void> => {
    using line = openRaw(target.port)
    await once(line.socket, 'connect')
    line.write(upgradeHead(path))
    const { bytes, ended } = await line.until(isClosed)
    expect([ended || isClosed(bytes), bytes.toString('latin1')]).toEqual([true, expect.anything()])
  }
  const attacks: Promise<void>[] = []
  await new Promise<void>((resolve) => {
    const flood = setInterval(() => {
      for (let at = 0; at < 25; at += 1) attacks.push(attack('/ws'), attack(`/ws?token=x${attacks.length}`))
      if (attacks.length < 1_000) return
      clearInterval(flood)
      resolve()
    }, 50)
  })
  await Promise.all([bystander.lives(), ...attacks])
  expect(bystander.worstMs).toBeLessThan(5_000)
  expect(target.troubles).toEqual([])
})

/** 4001, as a close frame has it. */
const UNAUTHENTICATED = Buffer.from([0x0f, 0xa1])
