import type pg from 'pg'
import type { Backplane } from '../realtime/server/backplane.ts'
import type { HealthReport } from '../realtime/server/healthDoor.ts'
import type { RealtimeStatus } from '../realtime/server/realtime.ts'
import packageJson from '../../package.json' with { type: 'json' }

export interface HealthReader {
  /** Whether this process should get requests: it is not draining, and the database answers. */
  ready(): Promise<boolean>
  /** For people and monitors. Never rejects. */
  report(): Promise<HealthReport>
}

export const VERSION = packageJson.version

/** Looks at the database and at the engine, each time anew. */
export function createHealthReader(parts: {
  readonly pool: Pick<pg.Pool, 'query'>
  readonly status: () => RealtimeStatus
}): HealthReader {
  const databaseAnswers = () =>
    parts.pool.query('SELECT 1').then(
      () => true,
      () => false,
    )
  return {
    async ready() {
      return !parts.status().isDraining && (await databaseAnswers())
    },
    async report() {
      const { backplane, relay, connections, isDraining } = parts.status()
      const isUp = await databaseAnswers()
      return {
        ...judge({ isUp, isDraining, backplane }),
        database: isUp ? 'up' : 'down',
        backplane: describeBackplane(backplane),
        relay: relay === 'working' || relay === 'waiting' ? 'up' : 'down',
        connections,
        version: VERSION,
      }
    },
  }
}

function judge(seen: {
  isUp: boolean
  isDraining: boolean
  backplane: Backplane['mode']
}): Pick<HealthReport, 'status' | 'message'> {
  if (!seen.isUp) return { status: 'unhealthy', message: 'The database cannot be reached.' }
  if (seen.isDraining) return { status: 'degraded', message: 'This process is shutting down.' }
  if (seen.backplane === 'down') {
    return {
      status: 'degraded',
      message: 'Redis cannot be reached. Updates go through the database, a little later.',
    }
  }
  return { status: 'healthy', message: 'All is well.' }
}

function describeBackplane(mode: Backplane['mode']): string {
  if (mode === 'memory') return 'memory'
  return mode === 'up' ? 'redis' : 'redis down'
}
