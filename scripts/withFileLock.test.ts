import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withFileLock } from './withFileLock.mjs'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-lock-'))
  file = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('two steps never overlap, and the second says that it waits', async () => {
  const say = vi.fn()
  let inside = 0
  const step = async () => {
    inside += 1
    expect(inside).toBe(1)
    await vi.waitFor(() => expect(say).toHaveBeenCalled())
    inside -= 1
  }
  await Promise.all([withFileLock(file, { say }, step), withFileLock(file, { say }, step)])
  expect(say).toHaveBeenCalledTimes(1)
  expect(existsSync(file)).toBe(false)
})

test('a failing step gives the lock back', async () => {
  const failing = () => Promise.reject(new Error('no'))
  await expect(withFileLock(file, { say: vi.fn() }, failing)).rejects.toThrow('no')
  expect(await withFileLock(file, { say: vi.fn() }, () => Promise.resolve(7))).toBe(7)
})

test('a lock that a killed process left behind is taken over', async () => {
  writeFileSync(file, 'gone')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(file, longAgo, longAgo)
  expect(await withFileLock(file, { say: vi.fn() }, () => Promise.resolve(7))).toBe(7)
})
