import { describe, expect, test } from 'vitest'
import { createMailTransport } from './createMailTransport.ts'
import { createPushTransport } from './createPushTransport.ts'
import { createSmsTransport } from './createSmsTransport.ts'
import { isPushEndpoint } from './isPushEndpoint.ts'
import { isPublicAddress, lookUpPublic } from './publicAddress.ts'
import { createPushBrowser } from './testing/createPushBrowser.ts'
import { startMailPeer } from './testing/startMailPeer.ts'
import { startPeer } from './testing/startPeer.ts'
import { vapidKeys } from './vapidKeys.ts'

const LONG = 30_000
const within = (ms: number): AbortSignal => AbortSignal.timeout(ms)

describe('mail', () => {
  const mail = {
    id: '0190a000-0000-7000-8000-000000000001',
    to: 'ada@hospital.example',
    subject: 'A new notification in Wardline',
    text: 'See https://wardline.example/notifications',
    html: '<p>See <a href="https://wardline.example/notifications">Wardline</a></p>',
    unsubscribeUrl: 'https://wardline.example/account',
  }

  test('arrives with an id that is the same whenever it is sent, and a way to end it', async () => {
    await using peer = await startMailPeer()
    const transport = createMailTransport({ url: peer.url, from: 'Wardline <wardline@hospital.example>' })
    const id = `<${mail.id}@hospital.example>`
    expect(await transport.send(mail, within(LONG))).toBe(id)
    expect(await transport.send(mail, within(LONG))).toBe(id)
    expect(peer.mails.map(({ messageId }) => messageId)).toEqual([id, id])
    expect(peer.mails[0]?.to).toEqual(['ada@hospital.example'])
    expect(peer.mails[0]?.source).toContain('List-Unsubscribe: <https://wardline.example/account>')
    transport.close()
  })

  test.each([
    [451, 'temporary'],
    [550, 'permanent'],
  ] as const)('what the server says counts: %i is %s', async (code, failure) => {
    await using peer = await startMailPeer()
    peer.judge(() => code)
    const transport = createMailTransport({ url: peer.url, from: 'w@hospital.example' })
    const refused = expect(transport.send(mail, within(LONG))).rejects
    await refused.toMatchObject({ failure, reason: `smtp ${code}` })
  })

  test('a server that says nothing is given up in time, one that is away may come back', async () => {
    const peer = await startMailPeer()
    peer.judge(() => 'hang')
    const transport = createMailTransport({ url: peer.url, from: 'w@hospital.example' })
    const timeout = expect(transport.send(mail, within(300))).rejects
    await timeout.toMatchObject({ failure: 'temporary', reason: 'timeout' })
    await peer[Symbol.asyncDispose]()
    await expect(transport.send(mail, within(LONG))).rejects.toMatchObject({ failure: 'temporary' })
  })

  test('an address can not smuggle in a second one, nor a header', async () => {
    await using peer = await startMailPeer()
    const transport = createMailTransport({ url: peer.url, from: 'w@hospital.example' })
    const to = 'ada@hospital.example, eve@evil.example\r\nBcc: mallory@evil.example'
    await transport.send({ ...mail, to }, within(LONG)).catch(() => {})
    expect(
      peer.mails.flatMap((got) => got.to).filter((address) => address.endsWith('@evil.example')),
    ).toEqual([])
    expect(peer.mails.map(({ source }) => source).join()).not.toMatch(/^Bcc/im)
  })
})

describe('text messages', () => {
  const message = {
    id: '0190a000-0000-7000-8000-000000000002',
    to: '+491701234567',
    text: 'New in "Wardline"',
  }
  const accountSid = `AC${'ab'.repeat(16)}`
  const twilio = (apiUrl: string) =>
    createSmsTransport({ kind: 'twilio', apiUrl, accountSid, authToken: 'geheim', from: '+4930123456' })

  test("go to Twilio's API as it wants them", async () => {
    await using peer = await startPeer()
    peer.answer(() => ({ status: 201, json: { sid: 'SM123', status: 'queued' } }))
    expect(await twilio(peer.url).send(message, within(LONG))).toBe('SM123')
    const [request] = peer.requests
    expect(request?.path).toBe(`/2010-04-01/Accounts/${accountSid}/Messages.json`)
    expect(request?.headers.authorization).toBe(`Basic ${btoa(`${accountSid}:geheim`)}`)
    expect(Object.fromEntries(new URLSearchParams(request?.body.toString()))).toEqual({
      To: message.to,
      From: '+4930123456',
      Body: message.text,
    })
  })

  test('the error of the other side is told by its number, without its words', async () => {
    await using peer = await startPeer()
    peer.answer(() => ({ status: 400, json: { code: 21_211, message: 'Invalid +491701234567' } }))
    const refused = expect(twilio(peer.url).send(message, within(LONG))).rejects
    await refused.toMatchObject({ failure: 'permanent', reason: 'http 400 code 21211' })
    peer.answer(() => ({ status: 429, headers: { 'retry-after': '7' } }))
    const busy = expect(twilio(peer.url).send(message, within(LONG))).rejects
    await busy.toMatchObject({ failure: 'temporary', reason: 'http 429', retryAfterMs: 7_000 })
    peer.answer(() => 'hang')
    const late = expect(twilio(peer.url).send(message, within(200))).rejects
    await late.toMatchObject({ failure: 'temporary', reason: 'timeout' })
  })

  test('no redirect is followed: it would carry the credentials elsewhere', async () => {
    await using peer = await startPeer()
    await using other = await startPeer()
    peer.answer(() => ({ status: 307, headers: { location: `${other.url}/steal` } }))
    await expect(twilio(peer.url).send(message, within(LONG))).rejects.toMatchObject({ failure: 'temporary' })
    expect(other.requests).toEqual([])
  })

  test('go to any other gateway by a template, escaped as its kind wants it', async () => {
    await using peer = await startPeer()
    const gateway = (headers: Record<string, string>, body: string) =>
      createSmsTransport({ kind: 'gateway', url: `${peer.url}/send?ref={id}`, method: 'post', headers, body })
    const json = gateway({ 'content-type': 'application/json' }, '{"to":"{to}","text":"{text}"}')
    await json.send(message, within(LONG))
    const form = gateway({ 'content-type': 'application/x-www-form-urlencoded' }, 'n={to}&t={text}')
    await form.send({ ...message, text: 'a&n=+1{id}' }, within(LONG))
    expect(peer.requests.map(({ path }) => path)).toEqual(Array(2).fill(`/send?ref=${message.id}`))
    expect(JSON.parse(peer.requests[0]?.body.toString() ?? '')).toEqual({
      to: message.to,
      text: message.text,
    })
    const fields = new URLSearchParams(peer.requests[1]?.body.toString())
    expect([...fields]).toEqual([
      ['n', message.to],
      ['t', 'a&n=+1{id}'],
    ])
  })
})

describe('push', () => {
  const keys = vapidKeys('ab'.repeat(32))
  const settings = { subject: 'mailto:it@hospital.example', hosts: ['127.0.0.1'], allowPrivate: true }
  const push = (endpoint: string, browser = createPushBrowser()) => ({
    id: '0190a000-0000-7000-8000-000000000003',
    subscription: { endpoint, p256dh: browser.p256dh, auth: browser.auth },
    payload: '{"count":1}',
    isUrgent: true,
  })

  test('only the browser reads it, and the service knows who sent it', async () => {
    await using peer = await startPeer()
    const browser = createPushBrowser()
    await createPushTransport(settings, keys).send(push(`${peer.url}/p/1`, browser), within(LONG))
    const [request] = peer.requests
    expect(request?.body.includes('count')).toBe(false)
    expect(browser.open(request?.body ?? Buffer.alloc(0))).toBe('{"count":1}')
    expect(request?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', ttl: '14400' })
    expect(request?.headers.authorization).toMatch(new RegExp(`^vapid t=eyJ.*, k=${keys.publicKey}$`))
  })

  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [413, 'permanent'],
    [503, 'temporary'],
  ] as const)('%i is %s', async (status, failure) => {
    await using peer = await startPeer()
    peer.answer(() => ({ status }))
    const refused = expect(
      createPushTransport(settings, keys).send(push(`${peer.url}/p`), within(LONG)),
    ).rejects
    await refused.toMatchObject({ failure, reason: `http ${status}` })
  })

  test('the key is the same for the same secret, and another for another', () => {
    expect(vapidKeys('ab'.repeat(32))).toEqual(keys)
    expect(vapidKeys('ac'.repeat(32)).publicKey).not.toBe(keys.publicKey)
    expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65)
  })

  test('nothing inside the house can be reached by a subscription', async () => {
    await using peer = await startPeer()
    const strict = { ...settings, allowPrivate: false }
    for (const endpoint of [`${peer.url}/p`, peer.url.replace('http:', 'https:'), 'https://127.0.0.1/']) {
      const refused = expect(createPushTransport(strict, keys).send(push(endpoint), within(LONG))).rejects
      await refused.toMatchObject({ failure: 'permanent' })
    }
    // A name that leads inside is refused by the connection's own look-up.
    const named = { ...strict, hosts: ['localhost'] }
    const refused = expect(
      createPushTransport(named, keys).send(push('https://localhost/p'), within(LONG)),
    ).rejects
    await refused.toMatchObject({ reason: 'address not public' })
    expect(peer.requests).toEqual([])
  })

  test.each([
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
    ['http://fcm.googleapis.com/x', false],
    ['https://fcm.googleapis.com:8443/x', false],
    ['https://a:b@fcm.googleapis.com/x', false],
    ['https://fcm.googleapis.com.evil.example/x', false],
    ['https://evil.example/fcm.googleapis.com', false],
    ['https://push.services.mozilla.com.evil.example/x', false],
    ['https://10.0.0.1/x', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s may be written to: %s', (endpoint, expected) => {
    const hosts = ['fcm.googleapis.com', '.push.services.mozilla.com', '10.0.0.1']
    expect(isPushEndpoint(endpoint, { hosts, allowPrivate: false })).toBe(expected)
  })

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '224.0.0.1',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

  test('public addresses are', () => {
    expect(['8.8.8.8', '2a00:1450::1'].map(isPublicAddress)).toEqual([true, true])
    expect(lookUpPublic).toBeTypeOf('function')
  })
})
