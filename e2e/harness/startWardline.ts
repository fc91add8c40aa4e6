import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRedis, type TestRedis } from '../../lib/realtime/testing/startRedis.ts'
import { createDemoDatabase, type DemoDatabase } from './demoDatabase.ts'
import { createEndings, type Endings } from './endings.ts'
import { createServerProcess, type ServerProcess } from './serverProcess.ts'

export interface WardlineOptions {
  /** Default 1. */
  readonly processes?: number
  /** Default false: without Redis. */
  readonly redis?: boolean
  /** Settings beside those that the harness makes. */
  readonly env?: Record<string, string>
}

/** A running Wardline with a demo hospital of its own. */
export interface Wardline {
  /** Of the first process. */
  readonly url: string
  readonly first: ServerProcess
  /** The first one too when there is only one. */
  readonly second: ServerProcess
  readonly database: DemoDatabase
  readonly redis: TestRedis | null
  /** What all processes have written. */
  output(): string
  stop(): Promise<void>
}

export async function startWardline(options: WardlineOptions = {}): Promise<Wardline> {
  const endings = createEndings()
  try {
    return await start(options, endings)
  } catch (error) {
    await endings.run()
    throw error
  }
}

async function start(options: WardlineOptions, endings: Endings): Promise<Wardline> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardline-e2e-'))
  endings.add(() => rm(dataDir, { recursive: true, force: true }))
  const database = await createDemoDatabase()
  endings.add(() => database.drop())
  const redis = options.redis === true ? await startRedis() : null
  if (redis !== null) endings.add(() => Promise.resolve(redis[Symbol.asyncDispose]()))
  const env = {
    WARDLINE_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
    ...options.env,
  }
  const servers: ServerProcess[] = []
  for (let missing = options.processes ?? 1; missing > 0; missing -= 1) {
    const server = await createServerProcess(env)
    endings.add(() => server.kill())
    await server.start()
    servers.push(server)
  }
  const [first, second = first] = servers
  if (first === undefined || second === undefined) throw new Error('no process was asked for')
  return {
    url: first.url,
    first,
    second,
    database,
    redis,
    output: () => servers.map((server) => server.output()).join('\n'),
    stop: () => endings.run(),
  }
}
