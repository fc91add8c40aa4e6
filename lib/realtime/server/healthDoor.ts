import type { AnonymousDoor } from './door.ts'

/** What `/ws/health/` says of the service. */
export interface HealthReport {
  readonly status: 'healthy' | 'degraded' | 'unhealthy'
  readonly message: string
  readonly database: string
  readonly backplane: string
  readonly relay: string
  readonly connections: number
  readonly version: string
}

/** A report is shared for this long, so that pings do not become queries. */
const SHARED_MS = 1_000

/** The door `/ws/health/`: no sign-in, any Origin, five connections an address. `read` rejects: unhealthy. */
export function createHealthDoor(options: {
  readonly read: () => Promise<HealthReport>
  readonly now: () => number
  /** Default 10,000. */
  readonly intervalMs?: number
}): AnonymousDoor {
  let shared: { readonly at: number; readonly frame: Promise<object> } | null = null
  const read = async (): Promise<object> => {
    const data = await options
      .read()
      .catch(() => ({ status: 'unhealthy', message: 'The service cannot answer.' }))
    return { type: 'health_status', data, timestamp: new Date(options.now()).toISOString() }
  }
  return {
    access: 'anonymous',
    path: '/ws/health/',
    connectionsPerAddress: 5,
    intervalMs: options.intervalMs ?? 10_000,
    status() {
      const now = options.now()
      if (shared === null || now - shared.at > SHARED_MS) shared = { at: now, frame: read() }
      return shared.frame
    },
  }
}
