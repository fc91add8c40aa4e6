import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError, unknownSettings } from './readSettings.ts'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

describe('defaults', () => {
  test('nothing has to be set', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      redis: null,
      demo: true,
    })
    expect(settings.realtime).toMatchObject({
      heartbeatMs: 30_000,
      connectionTimeoutMs: 120_000,
      queryToken: true,
    })
  })

  test('an empty value counts as not set', () => {
    expect(readSettings({ PORT: '', WARDLINE_URL: ' ' })).toMatchObject({ port: 3000, publicUrl: null })
  })

  test('demo data may exist only where the network cannot reach it, or by request', () => {
    expect(readSettings({ HOST: '0.0.0.0' }).demo).toBe(false)
    expect(readSettings({ HOST: '127.0.0.1.example.org' }).demo).toBe(false)
    expect(readSettings({ HOST: '0.0.0.0', WARDLINE_DEMO: 'true' })).toMatchObject({
      demo: true,
      demoForced: true,
    })
    expect(readSettings({ WARDLINE_DEMO: 'no' }).demo).toBe(false)
  })
})

describe('what is wrong', () => {
  test('everything is told in one message', () => {
    const problems = problemsOf({
      PORT: '12abc',
      WEBSOCKET_HEARTBEAT_INTERVAL: '-3',
      WEBSOCKET_ENABLED: 'maybe',
      SITE_TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      ALLOWED_ORIGINS: 'https://a.example/path,*',
      REDIS_URL: 'redis://a',
      REDIS_HOST: 'b',
    })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'SITE_TIME_ZONE',
      'WEBSOCKET_ENABLED',
      'WEBSOCKET_HEARTBEAT_INTERVAL',
      'ALLOWED_ORIGINS',
      'ALLOWED_ORIGINS',
      'LOG_LEVEL',
      'REDIS_URL',
    ])
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(
      /^2 settings are wrong:\n {2}PORT .*\n {2}LOG_LEVEL/,
    )
  })

  test('a sentence says what to write', () => {
    expect(problemsOf({ PORT: '12abc' })).toEqual([
      'PORT must be a whole number from 0 to 65535, digits only, not "12abc". Default: PORT=3000',
    ])
  })

  test.each(['1e3', ' 5 5', '0x10', '3.5', '65536', '+1', '-1', 'Infinity'])('PORT=%s is refused', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1)
  })

  test.each([
    'localhost:3000',
    'https://a.example/',
    'https://u:p@a.example',
    'ftp://a.example',
    'https://a.example?x',
  ])('WARDLINE_URL=%s is an origin or refused', (WARDLINE_URL) => {
    expect(problemsOf({ WARDLINE_URL })).toHaveLength(WARDLINE_URL === 'https://a.example/' ? 0 : 1)
  })

  test('passwords and keys are not repeated', () => {
    const message = problemsOf({
      DATABASE_URL: 'mysql://u:geheim@h/d',
      WARDLINE_TOKEN_SECRET: 'geheim',
    }).join('\n')
    expect(message).toMatch(/DATABASE_URL[^]*WARDLINE_TOKEN_SECRET/)
    expect(message).not.toContain('geheim')
  })

  test('values that contradict one another', () => {
    expect(problemsOf({ WEBSOCKET_CONNECTION_TIMEOUT: '30' })[0]).toMatch(/must be longer than/)
    expect(problemsOf({ WARDLINE_URL: 'https://a.example', FRONTEND_URL: 'https://b.example' })).toHaveLength(
      1,
    )
    expect(problemsOf({ REDIS_PASSWORD: 'x' })).toHaveLength(1)
    expect(problemsOf({ DATABASE_DIRECT_URL: 'postgres://h/d' })).toHaveLength(1)
  })
})

describe('what follows from a value', () => {
  test('the public address is the origin that browsers may come from, under either name', () => {
    for (const name of ['WARDLINE_URL', 'FRONTEND_URL']) {
      const settings = readSettings({ [name]: 'https://desk.example.org' })
      expect(settings.publicUrl).toBe('https://desk.example.org')
      expect(settings.realtime.allowedOrigins).toEqual(['https://desk.example.org'])
    }
    const both = readSettings({
      WARDLINE_URL: 'https://a.example',
      ALLOWED_ORIGINS: 'https://b.example, http://c:81',
    })
    expect(both.realtime.allowedOrigins).toEqual(['https://b.example', 'http://c:81'])
  })

  test('Redis by address or by parts', () => {
    expect(readSettings({ REDIS_URL: 'redis://h:1/2' }).redis).toMatchObject({ url: 'redis://h:1/2' })
    expect(readSettings({ REDIS_HOST: 'h', REDIS_PASSWORD: 'p@ss/1' }).redis?.url).toBe(
      'redis://:p%40ss%2F1@h:6379',
    )
    expect(readSettings({ REDIS_HOST: '::1', REDIS_PORT: '7' }).redis?.url).toBe('redis://[::1]:7')
  })

  test('the direct database is the database unless it is another one', () => {
    expect(readSettings({ DATABASE_URL: 'postgres://h/d' }).databaseDirectUrl).toBe('postgres://h/d')
  })

  test('lifetimes come in seconds', () => {
    expect(readSettings({ ACCESS_TOKEN_LIFETIME: '5', REFRESH_TOKEN_LIFETIME: '1' })).toMatchObject({
      accessTokenSeconds: 300,
      refreshTokenSeconds: 86_400,
    })
  })
})

test('names that are most likely misspelt are found', () => {
  const env = { WARDLINE_URI: 'x', WEBSOCKET_ENABLED: 'true', WARDLINE_TEST_POSTGRES: 'x', PATH: '/bin' }
  expect(unknownSettings(env)).toEqual(['WARDLINE_URI'])
})
