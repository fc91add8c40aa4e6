import { Redis } from 'ioredis'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'

/** A connection for counting tries. It never makes anybody wait: away, it fails at once, and memory counts instead. */
export function openRedis(url: string, logger: EngineLogger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
    connectTimeout: 2_000,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  })
  // The backplane says when Redis goes and comes; here it would be said twice.
  redis.on('error', (error: Error) => logger.debug({ err: error }, 'redis cannot count just now'))
  return redis
}
