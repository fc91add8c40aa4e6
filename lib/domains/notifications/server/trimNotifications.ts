import type pg from 'pg'

const SLICE = 1_000
/** How long notifications are kept, and those that have expired. */
const KEPT = '90 days'
const KEPT_EXPIRED = '7 days'

/** Deletes old notifications with their marks, in slices of 1,000, so that no writer waits for it. Returns how many went. */
export async function trimNotifications(db: Pick<pg.Pool, 'query'>): Promise<number> {
  let deleted = 0
  for (;;) {
    const { rowCount } = await db.query(
      `DELETE FROM notifications WHERE id IN (
         SELECT id FROM notifications
          WHERE created_at < now() - $1::interval OR expires_at < now() - $2::interval LIMIT $3)`,
      [KEPT, KEPT_EXPIRED, SLICE],
    )
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < SLICE) return deleted
  }
}
