import type pg from 'pg'

export interface Backlog {
  /** Changes that wait for the relay; counted up to 100,000. */
  readonly depth: number
  /** Of the oldest, in seconds; 0 when none waits. */
  readonly ageSeconds: number
}

/** How far the relay is behind. */
export async function readBacklog(db: Pick<pg.Pool, 'query'>): Promise<Backlog> {
  const { rows } = await db.query<{ depth: number; age: number | null }>(
    `SELECT (SELECT count(*)::int FROM (SELECT FROM live_outbox LIMIT 100000) AS waiting) AS depth,
            (SELECT extract(epoch FROM clock_timestamp() - at)::float8 FROM live_outbox ORDER BY id LIMIT 1) AS age`,
  )
  return { depth: rows[0]?.depth ?? 0, ageSeconds: Math.max(0, rows[0]?.age ?? 0) }
}
