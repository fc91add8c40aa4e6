import type pg from 'pg'

const SLICE = 1_000
const KEPT_DAYS = 30

/** Deletes deliveries that came to an end 30 days ago, in slices, so that no writer waits for it. */
export async function trimDeliveries(db: Pick<pg.Pool, 'query'>): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query(
      `DELETE FROM deliveries WHERE id IN (
         SELECT id FROM deliveries
          WHERE created_at < now() - make_interval(days => $1::int)
            AND state IN ('sent', 'dead', 'suppressed', 'no_transport')
          ORDER BY created_at LIMIT $2)`,
      [KEPT_DAYS, SLICE],
    )
    if ((rowCount ?? 0) < SLICE) return
  }
}
