import pg from 'pg'
import { createAlarm } from '../../realtime/server/alarm.ts'
import type { Clock } from '../../realtime/server/clock.ts'
import type { EngineLogger } from '../../realtime/server/engineLogger.ts'
import { LOCK_SESSION_SETTINGS } from './lockSession.ts'
import { projectBatch, registerProjection, type Projection } from './projectBatch.ts'

/** `waiting`: another process projects. `working`: this one does. `failing`: the database is away, or an entry cannot be projected. */
export type ProjectorState = 'waiting' | 'working' | 'failing' | 'closed'

export interface Projector {
  readonly state: ProjectorState
  /** Says that the log has grown. Cheap; harmless where another process projects. */
  nudge(): void
  /** Finishes the batch in hand, gives the lock back. */
  close(): Promise<void>
}

export interface ProjectorOptions {
  readonly projection: Projection
  /** Must not lead through a transaction pooler: the lock is its connection. */
  readonly directUrl: string
  readonly clock: Clock
  readonly logger: EngineLogger
  /** Called after each batch that was written. */
  readonly onProjected?: () => void
  /** Entries in one transaction. Default: 500. */
  readonly batchSize?: number
}

const BATCH = 500
/** Between two looks at the log without a nudge; it keeps the lock alive, too. */
const POLL_MS = 1_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 10_000
/** A space of lock numbers of its own; the second number is the projection's name. */
const PROJECTOR_LOCKS = 5_117_702

/**
 * Follows the log from its own position and writes what a projection makes of it, while no other process does: lock and
 * work share one connection, so whoever lost the lock cannot write any more. Retention waits for it (`trimLog`).
 */
export function createProjector(o: ProjectorOptions): Projector {
  const { projection, clock, logger, batchSize = BATCH } = o
  const alarm = createAlarm(clock)
  let state: ProjectorState = 'waiting'
  let isClosed = false
  let failures = 0

  /** Works until it is closed, or throws. */
  async function work(client: pg.Client): Promise<void> {
    while (!isClosed) {
      alarm.reset()
      const { count, missed, wasReset } = await projectBatch(client, projection, batchSize)
      failures = 0
      state = 'working'
      const named = { projection: projection.name, missed }
      if (wasReset) logger.warn(named, 'the log is shorter than before; projecting goes on from its end')
      if (missed > 0) logger.error(named, 'the log forgot entries before they were projected')
      if (count === 0) await alarm.wait(POLL_MS)
      else o.onProjected?.()
    }
  }

  /** Takes its turn, if it is its turn. */
  async function turn(): Promise<void> {
    const client = await connect(o.directUrl)
    try {
      while (!isClosed) {
        if (await tryLock(client, projection.name)) {
          await registerProjection(client, projection.name)
          await work(client)
        } else {
          state = 'waiting'
          await alarm.sleep(POLL_MS)
        }
      }
    } finally {
      await client.end().catch(() => {})
    }
  }

  async function run(): Promise<void> {
    while (!isClosed) {
      try {
        await turn()
      } catch (error) {
        state = 'failing'
        logger.error({ err: error, projection: projection.name }, 'a projector failed; trying again')
        await alarm.sleep(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures))
        failures += 1
      }
    }
    state = 'closed'
  }

  const running = run()
  return {
    get state() {
      return state
    },
    nudge: () => alarm.nudge(),
    async close() {
      isClosed = true
      alarm.end()
      await running
    },
  }
}

async function connect(directUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: directUrl,
    application_name: 'wardline projector',
    connectionTimeoutMillis: 3_000,
    query_timeout: 35_000,
    keepAlive: true,
  })
  // What was lost shows with the next query.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(LOCK_SESSION_SETTINGS)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock($1, hashtext($2)) AS held',
    [PROJECTOR_LOCKS, name],
  )
  return rows[0]?.held === true
}
