import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimit, RateLimiter } from './rateLimiter.ts'

export interface RateLimiterOptions {
  /** Shared by all processes; null: each process counts for itself. */
  readonly redis?: Redis | null
  /** Before every key in Redis, its separator included. */
  readonly keyPrefix?: string
  /** How long Redis may take for a count, in ms, before memory counts instead. */
  readonly patienceMs?: number
}

type Bucket = Pick<RateLimiterMemory, 'consume' | 'reward' | 'delete'>

/**
 * Counts in Redis where there is one, so that tries spread over processes add up, and always in memory too: when
 * Redis is away or slow the limit still holds in each process.
 */
export function createRateLimiter(options: RateLimiterOptions = {}): RateLimiter {
  const { redis = null, keyPrefix = 'wardline:', patienceMs = 300 } = options
  const buckets = new Map<string, { memory: Bucket; shared: Bucket | null }>()

  function bucketsOf(name: string, { points, seconds }: RateLimit) {
    const id = `${name}:${points}:${seconds}`
    const known = buckets.get(id)
    if (known) return known
    const setting = { points, duration: seconds, keyPrefix: `${keyPrefix}limit:${id}` }
    const made = {
      memory: new RateLimiterMemory(setting),
      shared: redis && new RateLimiterRedis({ ...setting, storeClient: redis }),
    }
    buckets.set(id, made)
    return made
  }

  async function onBoth(name: string, limit: RateLimit, act: (bucket: Bucket) => Promise<unknown>) {
    const { memory, shared } = bucketsOf(name, limit)
    await act(memory)
    if (shared) await inTime(act(shared), patienceMs)
  }

  return {
    async take(name, key, limit) {
      const { memory, shared } = bucketsOf(name, limit)
      const waitMs = await consume(memory, key)
      if (shared === null) return waitMs
      return (await inTime(consume(shared, key), patienceMs)) ?? waitMs
    },
    giveBack: (name, key, limit) => onBoth(name, limit, (bucket) => bucket.reward(key)),
    forget: (name, key, limit) => onBoth(name, limit, (bucket) => bucket.delete(key)),
  }
}

/** Null when there was a try left, else the wait in ms. */
async function consume(bucket: Bucket, key: string): Promise<number | null> {
  try {
    await bucket.consume(key)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return error.msBeforeNext
    throw error
  }
}

/** The result, or null when it failed or took too long: a limiter that is away limits nobody. */
async function inTime<T>(result: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  try {
    return await Promise.race([result, late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    result.catch(() => {})
  }
}
