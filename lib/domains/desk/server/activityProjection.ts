import type { Projection } from '../../../platform/live/projectBatch.ts'
import { ACTIVITY_PROJECTION, PROJECT_ACTIVITY } from './activitySql.ts'

/** Keeps what happened in units longer than the log does. */
export const activityProjection: Projection = {
  name: ACTIVITY_PROJECTION,
  async project(tx, entries) {
    const [first, last] = [entries[0], entries.at(-1)]
    if (first === undefined || last === undefined) return
    await tx.query(PROJECT_ACTIVITY, [first.position - 1, last.position])
  },
  async forget(tx, beyond) {
    await tx.query('DELETE FROM activity_entries WHERE position > $1', [beyond])
  },
}
