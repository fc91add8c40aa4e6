import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { disownStaleLock, readPostmaster } from './postmaster.ts'

let cluster: string
let lock: string
beforeEach(() => {
  cluster = realpathSync(mkdtempSync(join(tmpdir(), 'wardline-cluster-')))
  lock = join(cluster, 'postmaster.pid')
})
afterEach(() => rmSync(cluster, { recursive: true }))

function writeLock(pid: number): string {
  const text = [pid, cluster, 1_795_000_000, 5433, '', '127.0.0.1', '  123456    7', 'ready', ''].join('\n')
  writeFileSync(lock, text)
  return text
}

/** A process that lives until the test ends, working in a directory as a postmaster does. */
async function spawnIn(cwd: string): Promise<{ pid: number; [Symbol.asyncDispose]: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up"); setInterval(() => {}, 60000)'], {
    cwd,
  })
  await once(child.stdout, 'data')
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? 0
}

describe.runIf(process.platform === 'linux')('postmaster.pid', () => {
  test('a live server is found with its port, and its lock is left alone', async () => {
    await using server = await spawnIn(cluster)
    const text = writeLock(server.pid)
    expect(readPostmaster(cluster)).toEqual({ pid: server.pid, port: 5433 })
    disownStaleLock(cluster)
    expect(readFileSync(lock, 'utf8')).toBe(text)
  })

  test('a dead server is none; PostgreSQL itself deals with its lock', async () => {
    const text = writeLock(await deadPid())
    expect(readPostmaster(cluster)).toBeNull()
    disownStaleLock(cluster)
    expect(readFileSync(lock, 'utf8')).toBe(text)
  })

  test('an id that went to another program is none; the lock then names us and keeps the shared memory key', async () => {
    await using stranger = await spawnIn(tmpdir())
    writeLock(stranger.pid)
    expect(readPostmaster(cluster)).toBeNull()
    disownStaleLock(cluster)
    const lines = readFileSync(lock, 'utf8').split('\n')
    expect(lines[0]).toBe(String(process.pid))
    expect(lines[6]).toBe('  123456    7')
  })

  test('without a lock, or with one being written, there is no server', () => {
    expect(readPostmaster(cluster)).toBeNull()
    writeFileSync(lock, '')
    expect(readPostmaster(cluster)).toBeNull()
  })
})
