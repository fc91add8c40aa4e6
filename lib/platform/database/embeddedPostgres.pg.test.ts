import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embeddedPostgres.ts'
import { readPostmaster } from './postmaster.ts'

let dataDir: string
let cluster: string
const opened: EmbeddedPostgres[] = []

/** The cluster is shared by the tests of this file: making one takes a second. */
beforeAll(() => {
  dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'wardline-embedded-')))
  cluster = join(dataDir, 'postgres')
})
afterAll(() => rmSync(dataDir, { recursive: true }))
afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop({ evenIfUsed: true })
  expect(readPostmaster(cluster)).toBeNull()
})

async function open(options: { say?: (line: string) => void } = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...options })
  opened.push(server)
  return server
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the server, says its URL, and is killed without a chance to stop it. */
async function startAndKill(): Promise<string> {
  const source = new URL('./embeddedPostgres.ts', import.meta.url).href
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(source)})
    process.stdout.write((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })).url)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  return url.toString()
}

test('it listens on loopback with a password of its own, and keeps both for later starts', async () => {
  const first = await open()
  const [settings] = await query(
    first.url,
    `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets,
            current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding`,
  )
  expect(settings).toEqual({ listen: '127.0.0.1', sockets: '', fsync: 'on', encoding: 'UTF8' })
  expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600)
  const wrong = new URL(first.url)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  await first.stop()
  const second = await open()
  expect(second).toMatchObject({ url: first.url, adopted: false })
})

test('a server that a killed process left behind is adopted with its data', async () => {
  const url = await startAndKill()
  const left = readPostmaster(cluster)
  expect(left).not.toBeNull()
  await query(url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer')
  const server = await open()
  expect(server).toMatchObject({ url, adopted: true })
  expect(readPostmaster(cluster)).toEqual(left)
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('after everything was killed, the server too, the data is there', async () => {
  const url = await startAndKill()
  await query(url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 42 AS answer')
  process.kill(readPostmaster(cluster)?.pid ?? 0, 'SIGKILL')
  const server = await open()
  expect(server.adopted).toBe(false)
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('processes that start at once share one server; only the last one stops it', async () => {
  const [one, two] = await Promise.all([open(), open()])
  expect(one.url).toBe(two.url)
  expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1)
  await one.stop()
  expect(await query(two.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
  await two.stop()
  expect(readPostmaster(cluster)).toBeNull()
})

test('it stays up for whoever is connected without having started it', async () => {
  const said: string[] = []
  const server = await open({ say: (line) => said.push(line) })
  const guest = new pg.Client({ connectionString: server.url })
  await guest.connect()
  await server.stop()
  expect(said).toContain('PostgreSQL stays up: somebody else uses it')
  expect((await guest.query('SELECT 1 AS up')).rows).toEqual([{ up: 1 }])
  await guest.end()
  await open()
})

test('a server that dies is started again on the same port', async () => {
  const server = await open()
  const before = readPostmaster(cluster)
  process.kill(before?.pid ?? 0, 'SIGKILL')
  await vi.waitFor(async () => expect(await query(server.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }]), 20_000)
  expect(readPostmaster(cluster)?.pid).not.toBe(before?.pid)
})

test('when another program has taken the port meanwhile, it moves and says so', async () => {
  const first = await open()
  await first.stop()
  const port = Number(new URL(first.url).port)
  const squatter = createServer().listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  const said: string[] = []
  const moved = await open({ say: (line) => said.push(line) })
  expect(new URL(moved.url).port).not.toBe(String(port))
  expect(said.join()).toMatch(/port was taken/)
  squatter.close()
})

test('a lock whose process id belongs to another program by now does not keep it from starting', async () => {
  const url = await startAndKill()
  process.kill(readPostmaster(cluster)?.pid ?? 0, 'SIGKILL')
  const lock = join(cluster, 'postmaster.pid')
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'])
  await once(stranger, 'spawn')
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(stranger.pid)))
  expect((await open()).url).toBe(url)
  stranger.kill('SIGKILL')
})

test.runIf(process.getuid?.() === 0)(
  'where user namespaces are forbidden, root has another user run it',
  async () => {
    // Below a private TMPDIR the other user could not reach it, and the data would go elsewhere.
    const folder = mkdtempSync('/tmp/wardline-embedded-')
    const said: string[] = []
    const start = () =>
      startEmbeddedPostgres({ dataDir: folder, namespaces: false, say: (line) => said.push(line) })
    const server = await start()
    try {
      expect(said[0]).toMatch(/^PostgreSQL runs as the OS user \w+$/)
      expect(statSync(join(folder, 'postgres')).uid).not.toBe(0)
      expect(await query(server.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true })
    }
  },
)
