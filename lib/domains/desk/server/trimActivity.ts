import type pg from 'pg'

const SLICE = 5_000

/** Deletes activity older than so many days, in slices of 5,000, so that no writer waits for it. Returns how much went. */
export async function trimActivity(db: Pick<pg.Pool, 'query'>, days: number): Promise<number> {
  let deleted = 0
  for (;;) {
    const { rowCount } = await db.query(
      `DELETE FROM activity_entries WHERE position IN (
         SELECT position FROM activity_entries WHERE at < now() - make_interval(days => $1::int)
          ORDER BY at LIMIT $2)`,
      [days, SLICE],
    )
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < SLICE) return deleted
  }
}
