import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { processesOf } from './processesOf.mjs'

const outer = mkdtempSync(join(tmpdir(), 'wardline-run-folder-test-'))
afterAll(() => rmSync(outer, { recursive: true, force: true }))

/**
 * Begins processes that lead groups of their own, one that is known by its environment and one that is known by where it
 * works, and waits.
 */
const PROGRAM = `
  const { mkdirSync } = await import('node:fs')
  const { spawn } = await import('node:child_process')
  const { cleanUpAtTheEnd, RUN_DIR } = await import('./scripts/testing/runFolder.mjs')
  cleanUpAtTheEnd()
  mkdirSync(RUN_DIR + '/deep')
  const env = { ...process.env, TMPDIR: RUN_DIR + '/deep' }
  spawn('sleep', ['600'], { env, detached: true, stdio: 'ignore' }).unref()
  const { PATH } = process.env
  spawn('sleep', ['600'], { env: { PATH }, cwd: RUN_DIR, detached: true, stdio: 'ignore' }).unref()
  process.stdout.write('begun')
  setInterval(() => {}, 1_000)
`

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s ends what the run has begun, and removes what it has made', async (signal, code) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    env: { ...process.env, TMPDIR: outer },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  await vi.waitFor(() => expect(processesOf(outer)).toHaveLength(3), 10_000)
  child.kill(signal)
  expect(await once(child, 'exit')).toEqual([code, null])
  await vi.waitFor(() => expect(processesOf(outer)).toEqual([]), 10_000)
  expect(readdirSync(outer)).toEqual([])
})
