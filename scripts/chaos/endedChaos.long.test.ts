import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { processesOf } from '../testing/processesOf.mjs'

const folder = mkdtempSync(join(tmpdir(), 'wardline-chaos-ended-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const commandsIn = (of: string): string[] =>
  processesOf(of).map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' '))

// `postgres` is the one that may run again in a process with mounts of its own.
test.each(['SIGTERM', 'SIGINT'] as const)('%s leaves nothing of a chaos run behind', async (signal) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/chaos.ts', 'postgres', '--short'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
  })
  const isPlaying = (): boolean =>
    ['redis-server', 'server.ts'].every((name) => commandsIn(folder).some((line) => line.includes(name)))
  await vi.waitFor(() => expect(isPlaying()).toBe(true), { timeout: 60_000, interval: 50 })
  child.kill(signal)
  await once(child, 'exit')
  await vi.waitFor(() => expect(commandsIn(folder)).toEqual([]), 10_000)
  expect(readdirSync(folder).filter((name) => name.startsWith('wardline'))).toEqual([])
})
