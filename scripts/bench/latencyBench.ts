import type { Command } from 'commander'
import { WebSocket } from 'ws'
import { startRedis } from '../../lib/realtime/testing/startRedis.ts'
import { type BenchPostgres, startBenchPostgres } from './benchPostgres.ts'
import { type BenchRun, benchCommand } from './benchCommand.ts'
import type { BenchLine } from './benchReport.ts'
import type { WardlineQuestions } from './children/wardlineServer.ts'
import { machineNow } from './machineClock.ts'
import { quantile } from './measure.ts'
import { type Child, startChild } from './startChild.ts'

/** From commit to frame, in times of the write's own time, at the median. */
const LIMIT = { memory: 1, redis: 1.5 }

/** `bench latency`: from the commit of a write to its frame at a client in another process, beside the write itself. */
export function latencyBench(): Command {
  return benchCommand(
    'latency',
    'From a commit to its frame at a client in another process, in memory and over Redis.',
    measureLatency,
  )
}

/** Rejects unless every write's frame came. */
export async function measureLatency({ isShort, onProgress }: BenchRun): Promise<BenchLine[]> {
  const writes = isShort ? 5 : 500
  await using postgres = await startBenchPostgres()
  onProgress('one process')
  const memory = await measureOne(postgres, writes)
  onProgress('two processes and Redis')
  const redis = await measureTwo(postgres, writes)
  return [...linesOf('memory', memory), ...linesOf('redis', redis)]
}

interface Samples {
  readonly writes: readonly number[]
  readonly frames: readonly number[]
}

async function measureOne(postgres: BenchPostgres, writes: number): Promise<Samples> {
  await using server = await startChild<WardlineQuestions>('wardlineServer.ts')
  const databaseUrl = await postgres.createDemo('one')
  const port = await server.ask('listen', { databaseUrl, dataDir: postgres.dataDir, redisUrl: null })
  return await sample({ writes, writing: server, hearing: server, port })
}

/** The client is connected to another process than the one that writes. */
async function measureTwo(postgres: BenchPostgres, writes: number): Promise<Samples> {
  await using redis = await startRedis()
  await using first = await startChild<WardlineQuestions>('wardlineServer.ts')
  await using second = await startChild<WardlineQuestions>('wardlineServer.ts')
  const databaseUrl = await postgres.createDemo('two')
  const start = { databaseUrl, dataDir: postgres.dataDir, redisUrl: redis.url }
  await first.ask('listen', start)
  const port = await second.ask('listen', start)
  return await sample({ writes, writing: first, hearing: second, port })
}

async function sample(o: {
  readonly writes: number
  readonly writing: Child<WardlineQuestions>
  readonly hearing: Child<WardlineQuestions>
  readonly port: number
}): Promise<Samples> {
  const [token] = await o.hearing.ask('signIn', { count: 1 })
  const ear = await listenAt(o.port, token ?? '')
  const samples = { writes: [] as number[], frames: [] as number[] }
  const warmUp = Math.min(50, o.writes)
  try {
    for (let at = -warmUp; at < o.writes; at += 1) {
      const heard = ear.next()
      const { begunAt, doneAt } = await o.writing.ask('write')
      const heardAt = await heard
      if (at < 0) continue
      samples.writes.push(doneAt - begunAt)
      samples.frames.push(heardAt - doneAt)
    }
  } finally {
    ear.close()
  }
  return samples
}

/** A client that hears of its unit; `next` resolves with the moment at which the next change of a crate came. */
async function listenAt(port: number, token: string): Promise<{ next(): Promise<number>; close(): void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ['wardline.v1'], {
    headers: { authorization: `Bearer ${token}` },
  })
  let heard: (at: number) => void = () => {}
  let isReady: () => void = () => {}
  const ready = new Promise<void>((resolve, reject) => {
    isReady = resolve
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`the client was closed: ${code}`)))
  })
  socket.on('message', (data: Buffer) => {
    const at = machineNow()
    const frame = JSON.parse(data.toString()) as { type: string; topic?: string; entity?: string }
    if (!frame.topic?.startsWith('unit:')) return
    if (frame.type === 'subscribed') isReady()
    if (frame.type === 'data_update' && frame.entity === 'crate') heard(at)
  })
  await ready
  return {
    next: () => new Promise((resolve) => (heard = resolve)),
    close: () => socket.terminate(),
  }
}

function linesOf(kind: keyof typeof LIMIT, { frames, writes }: Samples): BenchLine[] {
  const [p50, p99] = [quantile(frames, 0.5), quantile(frames, 0.99)]
  const write = quantile(writes, 0.5)
  const where = kind === 'memory' ? 'in memory' : 'over Redis'
  const told = (what: string, measured: number): BenchLine => ({ what, measured, unit: 'ms', limit: null })
  return [
    {
      what: `${where}: commit to frame, of the write itself`,
      measured: p50 / write,
      unit: '×',
      limit: LIMIT[kind],
    },
    told(`${where}: commit to frame, p50`, p50),
    told(`${where}: commit to frame, p99`, p99),
    told(`${where}: the write itself, p50`, write),
    told(`${where}: the write itself, p99`, quantile(writes, 0.99)),
  ]
}
