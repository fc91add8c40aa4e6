import type pg from 'pg'

export interface LogLimits {
  /** `WARDLINE_LOG_HOURS`, 24 by default. */
  readonly hours: number
  /** 5,000,000 by default. Beyond it entries go even where a projector has not read them: a full disk would stop everybody. */
  readonly entries?: number
}

const MOST_ENTRIES = 5_000_000
const SLICE = 5_000

/**
 * Deletes log entries that are older than the limit and that every projector has read, or that are too many, in slices of
 * 5,000, oldest first, so that no writer waits for it. Heads of topics stay. Any process may call it, several at once do no harm. Returns how many went.
 */
export async function trimLog(db: Pick<pg.Pool, 'query'>, limits: LogLimits): Promise<number> {
  let deleted = 0
  for (;;) {
    // Entries are logged in order of position: whatever lies below an old one is old.
    const { rowCount } = await db.query(
      `WITH bound AS (
         SELECT greatest(
           (SELECT least(position, (SELECT min(position) FROM projections)) FROM live_log
             WHERE logged_at < now() - make_interval(secs => $1::float8 * 3600)
             ORDER BY logged_at DESC, position DESC LIMIT 1),
           (SELECT position - $2::bigint FROM live_head)) AS position)
       DELETE FROM live_log WHERE position IN (
         SELECT l.position FROM live_log l, bound WHERE l.position <= bound.position ORDER BY l.position LIMIT $3)`,
      [limits.hours, limits.entries ?? MOST_ENTRIES, SLICE],
    )
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < SLICE) return deleted
  }
}
