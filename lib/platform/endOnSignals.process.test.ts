import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'wardline-signals-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const PROGRAM = `
  const { endOnSignals } = await import('./lib/platform/endOnSignals.ts')
  const { openLog } = await import('./lib/platform/openLog.ts')
  const logFile = process.env.LOG_FILE ?? null
  const { logger, reopen } = openLog({ logLevel: 'info', logFile })
  const shutdown = { run: async () => logger.info('over'), isRunning: () => false }
  endOnSignals({ shutdown, logger, reopenLog: reopen })
  setInterval(() => logger.info('on'), 20)
`

function start(env: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', PROGRAM], {
    env: { NODE_ENV: 'test', PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

test('with a log file SIGHUP has it opened anew, and the process goes on; SIGTERM ends it in order', async () => {
  const path = join(folder, 'wardline.log')
  const child = start({ LOG_FILE: path })
  await once(child.stdout, 'data')
  renameSync(path, `${path}.1`)
  child.kill('SIGHUP')
  await vi.waitFor(() => expect(existsSync(path)).toBe(true), 10_000)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(readFileSync(path, 'utf8')).toContain('"msg":"over"')
  expect(readFileSync(`${path}.1`, 'utf8')).not.toContain('"msg":"over"')
})

test('without one SIGHUP is the end, as of a terminal', async () => {
  const child = start({})
  await once(child.stdout, 'data')
  child.kill('SIGHUP')
  expect(await once(child, 'exit')).toEqual([0, null])
})
