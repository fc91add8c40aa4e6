import type { Database } from '../../../../platform/database/createDatabase.ts'
import type { Channel } from '../../contract/delivery.ts'

/** What there is to do. */
export interface Due {
  readonly hasPlans: boolean
  readonly channels: readonly Channel[]
}

/** One cheap look at the queue; takes nothing. */
export async function readDue(database: Database, now: number): Promise<Due> {
  const at = new Date(now)
  const [row] = await database.prisma.$queryRaw<{ has_plans: boolean; channels: Channel[] }[]>`
    SELECT EXISTS (SELECT FROM notification_plans) AS has_plans,
           ARRAY(SELECT c::text FROM unnest(enum_range(NULL::delivery_channel)) AS c
                  WHERE EXISTS (SELECT FROM deliveries
                                 WHERE channel = c AND due_at <= ${at}
                                   AND (state IN ('planned', 'held', 'failed') OR (state = 'sending' AND locked_until < ${at}))))
             AS channels`
  return { hasPlans: row?.has_plans ?? false, channels: row?.channels ?? [] }
}
