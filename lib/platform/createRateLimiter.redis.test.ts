import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRedis, type TestRedis } from '../realtime/testing/startRedis.ts'
import { createRateLimiter } from './createRateLimiter.ts'

const LIMIT = { points: 3, seconds: 60 }

let server: TestRedis
let connections: Redis[]

beforeEach(async () => {
  server = await startRedis()
  connections = []
})
afterEach(async () => {
  for (const connection of connections) connection.disconnect()
  await server[Symbol.asyncDispose]()
})

/** A process of its own, connected as composition does it. */
async function createProcess() {
  const redis = new Redis(server.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    lazyConnect: true,
  })
  redis.on('error', () => {})
  connections.push(redis)
  await redis.connect()
  return createRateLimiter({ redis, keyPrefix: 'test:', patienceMs: 200 })
}

const isFree = (wait: number | null) => wait === null

test('tries at two processes add up', async () => {
  const [here, there] = [await createProcess(), await createProcess()]
  const waits = []
  for (const limiter of [here, there, here, there]) waits.push(await limiter.take('a', 'ada', LIMIT))
  expect(waits.map(isFree)).toEqual([true, true, true, false])
})

test('nothing but the prefix, the limit and the key stands in Redis', async () => {
  const limiter = await createProcess()
  await limiter.take('a', 'ada', LIMIT)
  expect(await connections[0]?.keys('*')).toEqual(['test:limit:a:3:60:ada'])
})

test('while Redis is gone or frozen each process counts for itself, and nobody waits long', async () => {
  const limiter = await createProcess()
  await limiter.take('a', 'ada', LIMIT)
  server.freeze()
  const began = performance.now()
  expect(isFree(await limiter.take('a', 'ada', LIMIT))).toBe(true)
  expect(performance.now() - began).toBeLessThan(2_000)
  server.thaw()
  await server.kill()
  expect(isFree(await limiter.take('a', 'ada', LIMIT))).toBe(true)
  expect(isFree(await limiter.take('a', 'ada', LIMIT))).toBe(false)
})
