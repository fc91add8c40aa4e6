import { mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createLogger } from './createLogger.ts'
import { openLogFile } from './openLogFile.ts'

function capture(options: { level?: string; readable?: boolean } = {}) {
  const lines: string[] = []
  const out = { write: (line: string) => void lines.push(line) }
  return { lines, logger: createLogger({ level: 'debug', ...options, out }) }
}

test('lines are JSON with ISO times and levels by name', () => {
  const { lines, logger } = capture()
  logger.info({ topic: 'unit:1', seq: 7 }, 'subscribed')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    msg: 'subscribed',
    topic: 'unit:1',
    seq: 7,
  })
  expect(lines[0]).toMatch(/"time":"\d{4}-\d\d-\d\dT[\d:.]+Z"/)
})

test('the level holds back what is below it', () => {
  const { lines, logger } = capture({ level: 'warn' })
  logger.info({}, 'no')
  logger.warn({}, 'yes')
  expect(lines).toHaveLength(1)
})

test('credentials are taken out of fields, errors, causes and messages', () => {
  const { lines, logger } = capture()
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJnZWhlaW0ifQ.c2lnbmF0dXJl'
  const cause = new Error('no route to postgresql://wardline:geheim@db:5432/w')
  logger.error({ err: Object.assign(new Error(`/ws?token=geheim`, { cause }), { password: 'geheim' }) }, 'a')
  logger.info(
    { headers: { Authorization: 'Bearer geheim', cookie: 'geheim', 'set-cookie': ['geheim'] } },
    'b',
  )
  logger.info({ deep: [{ passwordHash: 'geheim', accessToken: 'geheim', refresh: 'geheim' }] }, 'c')
  logger.info(
    { protocols: 'wardline.v1, proof.abcdef12, bearer.geheim' },
    `GET /ws/updates/?token=geheim&x=1 ${jwt}`,
  )
  logger.info(`cookie wardline.session=geheim; next-auth.csrf=geheim`)
  const written = lines.join('\n')
  expect(lines).toHaveLength(5)
  expect(written).not.toMatch(/geheim|abcdef12|eyJ/)
  expect(written).toContain('no route to postgresql://wardline:[redacted]@db:5432/w')
  expect(written).toContain('&x=1')
})

test('ids, numbers and flags pass, whatever they are named', () => {
  const { lines, logger } = capture()
  logger.info({ tokenFamily: 'abc', queryToken: true, accessTokenSeconds: 60, userId: 'u' }, 'settings')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ tokenFamily: 'abc', queryToken: true, userId: 'u' })
})

test('readable lines carry level, message, fields and the stack', () => {
  const { lines, logger } = capture({ readable: true })
  logger.error({ err: new Error('broken'), step: 'http' }, 'did not close')
  expect(lines[0]).toMatch(/error.* did not close step=http\nError: broken\n {4}at /)
})

test('a log file gets the lines too, for its owner only; moved away, it is opened anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-log-'))
  const path = join(folder, 'logs/wardline.log')
  const file = openLogFile(path, (error) => expect.fail(error.message))
  const logger = createLogger({ level: 'info', file, out: { write: () => undefined } })
  logger.info({}, 'hello')
  renameSync(path, `${path}.1`)
  logger.info({}, 'still in the old one')
  file.reopen()
  logger.info({}, 'in the new one')
  const messages = (of: string): unknown[] =>
    readFileSync(of, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(messages(`${path}.1`)).toEqual(['hello', 'still in the old one'])
  expect(messages(path)).toEqual(['in the new one'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  rmSync(folder, { recursive: true })
})

test('a log file that cannot be opened anew is told of, and the log goes on in the old one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-log-'))
  const path = join(folder, 'logs/wardline.log')
  const failed = vi.fn()
  const file = openLogFile(path, failed)
  const logger = createLogger({ level: 'info', file, out: { write: () => undefined } })
  renameSync(join(folder, 'logs'), join(folder, 'moved'))
  file.reopen()
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'ENOENT' }))
  logger.info({}, 'on')
  expect(readFileSync(join(folder, 'moved/wardline.log'), 'utf8')).toContain('"msg":"on"')
  rmSync(folder, { recursive: true })
})
