import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DemoDatabase } from '../../../e2e/harness/demoDatabase.ts'
import { createEndings, type Endings } from '../../../e2e/harness/endings.ts'
import { createServerProcess, type ServerProcess } from '../../../e2e/harness/serverProcess.ts'
import { createFaultProxy, type FaultProxy } from '../../../lib/realtime/testing/faultProxy.ts'
import { startRedis, type TestRedis } from '../../../lib/realtime/testing/startRedis.ts'
import type { ChaosOrder } from '../points.ts'
import type { StagePostgres } from './stagePostgres.ts'

export interface StageOptions {
  readonly postgres: StagePostgres
  readonly processes: number
  readonly redis: boolean
  /** The processes reach PostgreSQL through a proxy. Default false. */
  readonly proxiedDatabase?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Settings of single processes, by place. */
  readonly envOf?: readonly Readonly<Record<string, string>>[]
}

/** What a run plays on: processes of Wardline, a database of its own, a Redis behind a proxy. */
export interface Stage {
  readonly servers: readonly ServerProcess[]
  readonly urls: readonly string[]
  readonly database: DemoDatabase
  readonly redis: TestRedis | null
  readonly redisProxy: FaultProxy | null
  readonly databaseProxy: FaultProxy | null
  /** What all processes have written. */
  output(): string
  /** Hands an order to the preloaded module of each process that runs. */
  tellAll(order: ChaosOrder): void
  stop(): Promise<void>
}

const PRELOAD = fileURLToPath(new URL('../preload.ts', import.meta.url))

export async function createStage(options: StageOptions): Promise<Stage> {
  const endings = createEndings()
  try {
    return await build(options, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function build(options: StageOptions, endings: Endings): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardline-chaos-'))
  endings.add(() => rm(dataDir, { recursive: true, force: true }))
  const database = await options.postgres.createDatabase()
  endings.add(() => database.drop())
  const redis = options.redis ? await startRedis() : null
  if (redis !== null) endings.add(() => Promise.resolve(redis[Symbol.asyncDispose]()))
  const redisProxy = redis === null ? null : await proxyBefore(redis.url, endings)
  const databaseProxy = options.proxiedDatabase === true ? await proxyBefore(database.url, endings) : null
  const env = {
    ...makeKeys(),
    WARDLINE_DATA_DIR: dataDir,
    DATABASE_URL: through(database.url, databaseProxy),
    ...(redis === null ? {} : { REDIS_URL: through(redis.url, redisProxy) }),
    ...options.env,
  }
  const servers: ServerProcess[] = []
  for (let place = 0; place < options.processes; place += 1) {
    const server = await createServerProcess({ ...env, ...options.envOf?.[place] }, { preload: [PRELOAD] })
    endings.add(() => server.kill())
    servers.push(server)
  }
  await Promise.all(servers.map((server) => server.start()))
  return {
    servers,
    urls: servers.map(({ url }) => url),
    database,
    redis,
    redisProxy,
    databaseProxy,
    output: () => servers.map((server) => server.output()).join('\n'),
    tellAll: (order) => servers.forEach((server) => server.tell(order)),
    stop: () => endings.run(),
  }
}

/** The same for all processes. */
function makeKeys(): Record<string, string> {
  const names = ['SESSION', 'TOKEN', 'PROOF', 'BACKPLANE']
  return Object.fromEntries(names.map((name) => [`WARDLINE_${name}_SECRET`, randomBytes(32).toString('hex')]))
}

async function proxyBefore(url: string, endings: Endings): Promise<FaultProxy> {
  const proxy = await createFaultProxy(Number(new URL(url).port))
  endings.add(() => Promise.resolve(proxy[Symbol.asyncDispose]()))
  return proxy
}

/** The same address, by way of the proxy. */
function through(url: string, proxy: FaultProxy | null): string {
  if (proxy === null) return url
  const changed = new URL(url)
  changed.port = String(proxy.port)
  return changed.toString()
}
