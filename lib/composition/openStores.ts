import type { Redis } from 'ioredis'
import pg from 'pg'
import { type Database, createDatabase } from '../platform/database/createDatabase.ts'
import { waitForDatabase } from '../platform/database/waitForDatabase.ts'
import { createPgLiveLog } from '../platform/live/pgLiveLog.ts'
import type { Settings } from '../platform/settings/readSettings.ts'
import type { Shutdown } from '../platform/shutdown.ts'
import { StartError } from '../platform/startError.ts'
import type { Backplane } from '../realtime/server/backplane.ts'
import { systemClock } from '../realtime/server/clock.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'
import type { LiveLog } from '../realtime/server/liveLog.ts'
import { createMemoryBackplane } from '../realtime/server/memoryBackplane.ts'
import { createRedisBackplane } from '../realtime/server/redisBackplane.ts'
import { retry } from '../realtime/server/retry.ts'
import { openRedis } from './openRedis.ts'

/** Connections to PostgreSQL and Redis, opened once per process. */
export interface Stores {
  readonly database: Database
  /** For upkeep, health and metrics: never behind a burst of business. */
  readonly pool: pg.Pool
  readonly log: LiveLog
  /** For counting tries; null without Redis. */
  readonly redis: Redis | null
  readonly backplane: Backplane
  /** Without a pooler in between: the relay's lock is its connection. */
  readonly directUrl: string
}

/** On a machine that starts many things at once, a first connection can take its time. */
const START_PATIENCE_MS = 60_000

/**
 * Opens everything that keeps or carries data, and registers its closing.
 * @throws StartError when there is no database, or it refuses us
 */
export async function openStores(options: {
  readonly settings: Settings
  readonly logger: EngineLogger
  readonly shutdown: Shutdown
  /** Told of every query of pages and routes. */
  readonly onQuery: () => void
}): Promise<Stores> {
  const { settings, logger, shutdown, onQuery } = options
  const { databaseUrl: url, databaseDirectUrl: directUrl } = settings
  if (url === null || directUrl === null) {
    throw new StartError('DATABASE_URL is not set: `npm start` starts a database of its own.')
  }
  await waitForDatabase(url)

  const database = createDatabase({ url, logger, onQuery })
  shutdown.add('database', () => database.close())
  const pool = openUpkeepPool(url, logger)
  shutdown.add('database upkeep', () => pool.end())
  const log = createPgLiveLog({ url, logger })
  shutdown.add('log', () => log.close())
  await firstAnswer(() => Promise.all([log.head(), pool.query('SELECT 1')]), logger)

  const redis = settings.redis && openRedis(settings.redis.url, logger)
  if (redis) shutdown.add('redis', () => redis.disconnect())
  const backplane = settings.redis
    ? await createRedisBackplane({ ...settings.redis, clock: systemClock, logger })
    : createMemoryBackplane({ logger })
  shutdown.add('backplane', () => backplane.close())
  return { database, pool, log, redis, backplane, directUrl }
}

function openUpkeepPool(url: string, logger: EngineLogger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    application_name: 'wardline upkeep',
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
  })
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'))
  return pool
}

async function firstAnswer(ask: () => Promise<unknown>, logger: EngineLogger): Promise<void> {
  const deadline = systemClock.now() + START_PATIENCE_MS
  const isStale = () => systemClock.now() > deadline
  const answer = await retry(ask, {
    clock: systemClock,
    logger,
    what: 'the first look at the database',
    isStale,
  })
  if (answer === undefined) throw new StartError('The database does not answer. Its own log says why.')
}
