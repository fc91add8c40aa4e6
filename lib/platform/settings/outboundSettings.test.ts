import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from './readSettings.ts'

const PUBLIC = { WARDLINE_URL: 'https://wardline.example' }
const SMTP = { ...PUBLIC, SMTP_FROM: 'wardline@hospital.example' }
const ACCOUNT = `AC${'a1'.repeat(16)}`
const TWILIO = {
  ...PUBLIC,
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: 't',
  TWILIO_FROM_NUMBER: '+4930123456',
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

test('nothing leaves the system unless it is set', () => {
  expect(readSettings({}).outbound).toEqual({ mail: null, sms: null, push: null, mailDelayMs: 120_000 })
})

test('a mail server is given by address or by parts', () => {
  expect(readSettings({ ...SMTP, SMTP_URL: 'smtps://u:p%40@mx.example' }).outbound.mail).toEqual({
    url: 'smtps://u:p%40@mx.example',
    from: 'wardline@hospital.example',
  })
  const parts = { SMTP_HOST: 'mx.example', SMTP_USER: 'u@x', SMTP_PASSWORD: 'a/b:c', SMTP_PORT: '465' }
  expect(readSettings({ ...SMTP, ...parts }).outbound.mail?.url).toBe(
    'smtps://u%40x:a%2Fb%3Ac@mx.example:465',
  )
})

test('text messages go by Twilio, or by a gateway of any kind', () => {
  expect(readSettings(TWILIO).outbound.sms).toEqual({
    kind: 'twilio',
    apiUrl: 'https://api.twilio.com',
    accountSid: ACCOUNT,
    authToken: 't',
    from: '+4930123456',
  })
  const gateway = { SMS_HTTP_URL: 'http://sms.local/send', SMS_HTTP_HEADERS: '{"X-Key": "k"}' }
  expect(readSettings({ ...PUBLIC, ...gateway }).outbound.sms).toMatchObject({
    kind: 'gateway',
    method: 'post',
    headers: { 'x-key': 'k' },
  })
})

describe('what is wrong', () => {
  test.each([
    [{ SMTP_URL: 'http://mx.example' }, 'SMTP_URL must look like smtp://'],
    [{ SMTP_FROM: 'nobody' }, 'SMTP_FROM must look like wardline@hospital.example'],
    [{ SMTP_FROM: 'A <a@b.example>\r\nBcc: c@d.example' }, 'SMTP_FROM must look like'],
    [{ TWILIO_ACCOUNT_SID: 'AC12' }, 'TWILIO_ACCOUNT_SID must be AC and'],
    [{ ...TWILIO, TWILIO_FROM_NUMBER: '030 123' }, 'TWILIO_FROM_NUMBER must be a number such as'],
    [{ SMS_HTTP_HEADERS: '{"A": 1}' }, 'SMS_HTTP_HEADERS must be headers as JSON'],
    [{ SMS_HTTP_HEADERS: '{"A": "x\\r\\ny"}' }, 'SMS_HTTP_HEADERS must be headers as JSON'],
    [{ VAPID_SUBJECT: 'somebody' }, 'VAPID_SUBJECT must look like mailto:'],
    [{ SMTP_USER: 'u' }, 'SMTP_USER counts only with SMTP_HOST'],
    [{ ...SMTP, SMTP_URL: 'smtp://a', SMTP_HOST: 'b' }, 'SMTP_URL and SMTP_HOST are both set'],
    [{ ...PUBLIC, SMTP_URL: 'smtp://a' }, 'SMTP_FROM is not set'],
    [{ SMTP_FROM: 'a@b.example', SMTP_URL: 'smtp://a' }, 'WARDLINE_URL is not set: what goes out (SMTP)'],
    [{ ...PUBLIC, TWILIO_AUTH_TOKEN: 't' }, 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN go together'],
    [{ ...TWILIO, SMS_HTTP_URL: 'https://g.example' }, 'both set: text messages go one way only'],
  ])('%j', (env, sentence) => {
    expect(problemsOf(env).join('\n')).toContain(sentence)
  })

  test('a password or token is never repeated', () => {
    const told = problemsOf({ SMTP_URL: 'mx://u:geheim@x', SMS_HTTP_HEADERS: '{"Authorization": geheim}' })
    expect(told).toHaveLength(2)
    expect(told.join()).not.toContain('geheim')
  })
})
