import type { Database, WardlineTx } from '../../../../platform/database/createDatabase.ts'
import { CHANNELS, type Channel } from '../../contract/delivery.ts'
import { BELONGS_TO_AUDIENCE, wantsChannel } from './deliverySql.ts'

/** How a channel is used here. */
export interface ChannelUse {
  readonly hasTransport: boolean
  /** How long it waits for what else comes, and for being read. Urgent ones do not wait. */
  readonly delayMs: number
}

const BATCH = 50
const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }

/**
 * Plans what was written since, in one transaction for each batch: every notification is planned exactly once, by
 * whichever process comes first. Returns how many there were.
 */
export async function planDeliveries(
  database: Database,
  use: Readonly<Record<Channel, ChannelUse>>,
  now: number,
): Promise<number> {
  return await database.inTransaction(
    NOBODY,
    async (tx) => {
      const taken = await tx.$queryRaw<{ notification_id: string }[]>`
        DELETE FROM notification_plans WHERE notification_id IN (
          SELECT notification_id FROM notification_plans ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
        RETURNING notification_id`
      if (taken.length === 0) return 0
      await insertDeliveries(
        tx,
        taken.map((row) => row.notification_id),
        use,
        new Date(now),
      )
      return taken.length
    },
    { timeoutMs: 60_000 },
  )
}

/** One row for each person (for push: each browser) and channel that is wanted. Whoever did it is not told by a rule. */
async function insertDeliveries(
  tx: WardlineTx,
  notificationIds: readonly string[],
  use: Readonly<Record<Channel, ChannelUse>>,
  now: Date,
): Promise<void> {
  const channels = CHANNELS.map((channel) => ({
    channel,
    has_transport: use[channel].hasTransport,
    delay_ms: use[channel].delayMs,
  }))
  await tx.$executeRaw`
    INSERT INTO deliveries (id, notification_id, user_id, channel, subscription_id, type, state, due_at, created_at)
    SELECT gen_random_uuid(), n.id, u.id, c.channel, s.id, n.type,
           CASE WHEN c.has_transport THEN 'planned' ELSE 'no_transport' END::delivery_state,
           ${now}::timestamptz + make_interval(
             secs => CASE WHEN n.severity = 'critical' THEN 0 ELSE c.delay_ms / 1000.0 END),
           ${now}::timestamptz
      FROM notifications n
      JOIN users u ON ${BELONGS_TO_AUDIENCE} AND (n.rule IS NULL OR n.created_by_id IS DISTINCT FROM u.id)
     CROSS JOIN jsonb_to_recordset(${JSON.stringify(channels)}::jsonb)
             AS c (channel delivery_channel, has_transport boolean, delay_ms int)
      LEFT JOIN notification_profiles p ON p.user_id = u.id
      LEFT JOIN channel_rules r ON r.type = n.type AND r.channel = c.channel
      LEFT JOIN push_subscriptions s ON c.channel = 'push' AND s.user_id = u.id
     WHERE n.id = ANY(${notificationIds}::uuid[])
       AND ${wantsChannel('n.type', 'c.channel')}
       AND (c.channel <> 'sms' OR p.phone IS NOT NULL)
       AND (c.channel <> 'push' OR s.id IS NOT NULL)`
}
