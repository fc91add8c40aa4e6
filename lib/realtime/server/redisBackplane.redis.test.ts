import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { backplaneContract } from '../testing/backplaneContract.ts'
import { startRedis, type TestRedis } from '../testing/startRedis.ts'
import type { Backplane, BackplaneMode } from './backplane.ts'
import { createRedisBackplane } from './redisBackplane.ts'

const logger = { debug() {}, info() {}, warn() {}, error() {} }
const patient = { timeout: 10_000, interval: 10 }

let redis: TestRedis
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis[Symbol.asyncDispose]())

let runs = 0
const nextPrefix = () => `test${(runs += 1)}`

describe('contract', () => {
  backplaneContract(async () => {
    const prefix = nextPrefix()
    return {
      connect: () => createRedisBackplane({ url: redis.url, prefix, logger, beatMs: 100 }),
      close: async () => {},
    }
  })
})

describe('Redis in trouble', () => {
  let here: Backplane
  let there: Backplane
  let heard: string[]

  beforeEach(async () => {
    const options = { url: redis.url, prefix: nextPrefix(), logger, beatMs: 100 }
    here = await createRedisBackplane(options)
    there = await createRedisBackplane(options)
    heard = []
    await there.subscribe('log', (payload) => heard.push(payload))
  })
  afterEach(async () => {
    await here.close()
    await there.close()
    await redis.restart()
  })

  const mode = (backplane: Backplane, wanted: BackplaneMode) =>
    vi.waitFor(() => expect(backplane.mode).toBe(wanted), patient)

  async function carriesAgain(): Promise<void> {
    await mode(here, 'up')
    await mode(there, 'up')
    heard.length = 0
    expect(await here.publish('log', 'back')).toBe(true)
    await vi.waitFor(() => expect(heard).toEqual(['back']), patient)
  }

  test('[BUS-6] killed: down at once, nothing waits; restarted: up, subscriptions and all', async () => {
    const modes: BackplaneMode[] = []
    here.onMode((next) => modes.push(next))
    await redis.kill()
    await mode(here, 'down')
    const started = performance.now()
    expect(await here.publish('log', 'lost')).toBe(false)
    await here.subscribe('other', () => {})
    await here.leases.put('room', 'ada', 'x', 60_000)
    expect(performance.now() - started).toBeLessThan(200)
    await redis.restart()
    await mode(there, 'up')
    await carriesAgain()
    expect(modes).toEqual(['down', 'up'])
  })

  test('[BUS-6] frozen with open sockets: noticed by the missing beat; what waited in them never arrives', async () => {
    redis.freeze()
    void here.publish('log', 'stuck')
    await mode(here, 'down')
    await mode(there, 'down')
    expect(await here.publish('log', 'lost')).toBe(false)
    redis.thaw()
    await carriesAgain()
    expect(heard).toEqual(['back'])
  })

  test('[BUS-7] while it is away, this process hears itself, and keeps its own leases', async () => {
    const own: string[] = []
    await here.subscribe('log', (payload) => own.push(payload))
    await here.leases.put('room', 'ada', 'x', 60_000)
    await redis.kill()
    await mode(here, 'down')
    await here.publish('log', 'alone')
    await vi.waitFor(() => expect(own).toEqual(['alone']))
    await here.leases.put('room', 'ben', 'x', 60_000)
    expect([...(await here.leases.list('room')).keys()]).toEqual(['ada', 'ben'])
    await redis.restart()
    await mode(here, 'up')
    await mode(there, 'up')
    await vi.waitFor(
      async () => expect([...(await there.leases.list('room')).keys()].toSorted()).toEqual(['ada', 'ben']),
      patient,
    )
  })

  test('[BUS-7] flushed: the next renewal brings the lease back, events never stopped', async () => {
    await here.leases.put('room', 'ada', 'x', 60_000)
    await redis.flush()
    expect(await there.leases.list('room')).toEqual(new Map())
    await here.leases.put('room', 'ada', 'x', 60_000)
    expect([...(await there.leases.list('room')).keys()]).toEqual(['ada'])
    await here.publish('log', 'a')
    await vi.waitFor(() => expect(heard).toEqual(['a']), patient)
  })

  test('[BUS-6] a process starts without Redis, and finds it later', async () => {
    await redis.kill()
    const late = await createRedisBackplane({ url: redis.url, prefix: nextPrefix(), logger, beatMs: 100 })
    const own: string[] = []
    await late.subscribe('log', (payload) => own.push(payload))
    expect(late.mode).toBe('down')
    await redis.restart()
    await mode(late, 'up')
    await late.publish('log', 'a')
    await vi.waitFor(() => expect(own).toEqual(['a']), patient)
    await late.close()
  })
})
