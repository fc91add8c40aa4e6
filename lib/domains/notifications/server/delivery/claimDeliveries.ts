import { z } from 'zod'
import type { Database, WardlineTx } from '../../../../platform/database/createDatabase.ts'
import type { NotificationType } from '../../contract.ts'
import { QuietRange, type Channel } from '../../contract/delivery.ts'
import { BELONGS_TO_AUDIENCE, HAS_READ, wantsChannel } from './deliverySql.ts'
import { quietUntil, type WallClock } from './quietHours.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
/** Most deliveries that become one message. */
const DIGEST_MAX = 50

/** A delivery with all that decides on it. */
interface Candidate {
  readonly id: string
  readonly type: NotificationType
  readonly link: string | null
  readonly severity: string
  readonly attempts: number
  readonly user_id: string
  readonly email: string
  readonly phone: string | null
  readonly quiet_hours: unknown
  readonly subscription_id: string | null
  readonly endpoint: string | null
  readonly p256dh: string | null
  readonly auth: string | null
  /** Why it is not needed any more; null: it is. */
  readonly obsolete: string | null
}

/** Deliveries that this process holds for one attempt: one message to one person. */
export interface Claim {
  readonly channel: Channel
  /** Of the message: the same in every attempt. */
  readonly digestId: string
  /** Which attempt it is, from 1. What was claimed anew by another is a later one. */
  readonly attempts: number
  readonly members: readonly Candidate[]
}

export interface ClaimOptions {
  readonly database: Database
  readonly now: number
  /** How long nobody else takes what is claimed. */
  readonly leaseMs: number
  readonly wallClock: WallClock
}

/**
 * Takes the next message of a channel that is due: with what waits for the same person, if it is the first attempt, and just
 * as it was, if it was tried before. What is not needed any more is left out, what falls into quiet hours is put off.
 * `nothing`: nothing is due. `moved`: nothing to send, but there may be more.
 */
export async function claimDeliveries(
  channel: Channel,
  o: ClaimOptions,
): Promise<Claim | 'moved' | 'nothing'> {
  const now = new Date(o.now)
  return await o.database.inTransaction(NOBODY, async (tx) => {
    const leader = await findLeader(tx, channel, now)
    if (leader === null) return 'nothing'
    const candidates = await findMembers(tx, leader, now)
    const needed = await suppress(tx, candidates)
    const members = await hold(tx, needed, o)
    const [first] = members
    if (first === undefined) return 'moved'
    const digestId = leader.digest_id ?? first.id
    const attempts = first.attempts + 1
    await tx.$executeRaw`
      UPDATE deliveries SET state = 'sending', digest_id = ${digestId}::uuid, attempts = ${attempts},
                            locked_until = ${new Date(o.now + o.leaseMs)}
       WHERE id = ANY(${members.map(({ id }) => id)}::uuid[])`
    return { channel, digestId, attempts, members }
  })
}

interface Leader {
  readonly id: string
  readonly channel: Channel
  readonly user_id: string
  readonly subscription_id: string | null
  readonly digest_id: string | null
}

/** The one that has been due longest, and that nobody else has in hand. */
async function findLeader(tx: WardlineTx, channel: Channel, now: Date): Promise<Leader | null> {
  const [leader] = await tx.$queryRaw<Leader[]>`
    SELECT id, channel, user_id, subscription_id, digest_id FROM deliveries
     WHERE channel = ${channel}::delivery_channel AND due_at <= ${now}
       AND (state IN ('planned', 'held', 'failed') OR (state = 'sending' AND locked_until < ${now}))
     ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`
  return leader ?? null
}

async function findMembers(tx: WardlineTx, leader: Leader, now: Date): Promise<Candidate[]> {
  return await tx.$queryRaw<Candidate[]>`
    SELECT d.id, n.type, n.link, n.severity::text, d.attempts, u.id AS user_id, u.email, p.phone,
           coalesce(p.quiet_hours, '[]') AS quiet_hours, s.id AS subscription_id, s.endpoint, s.p256dh, s.auth,
           CASE WHEN NOT ${BELONGS_TO_AUDIENCE} THEN 'no longer concerned'
                WHEN n.expires_at <= ${now} THEN 'expired'
                WHEN m.acknowledged_at IS NOT NULL THEN 'acknowledged'
                WHEN ${HAS_READ} THEN 'read'
                WHEN m.snoozed_until > ${now} THEN 'snoozed'
                WHEN NOT ${wantsChannel('n.type', 'd.channel')} THEN 'turned off'
                WHEN d.channel = 'sms' AND p.phone IS NULL THEN 'no number'
                WHEN d.channel = 'push' AND (s.id IS NULL OR session.revoked_at IS NOT NULL OR session.expires_at <= ${now})
                  THEN 'signed out'
           END AS obsolete
      FROM deliveries d
      JOIN notifications n ON n.id = d.notification_id
      JOIN users u ON u.id = d.user_id
      LEFT JOIN notification_marks m ON m.notification_id = n.id AND m.user_id = u.id
      LEFT JOIN notification_readers reader ON reader.user_id = u.id
      LEFT JOIN notification_profiles p ON p.user_id = u.id
      LEFT JOIN channel_rules r ON r.type = n.type AND r.channel = d.channel
      LEFT JOIN push_subscriptions s ON s.id = d.subscription_id
      LEFT JOIN sessions session ON session.id = s.session_id
     WHERE CASE WHEN ${leader.digest_id}::uuid IS NOT NULL
                THEN d.digest_id = ${leader.digest_id}::uuid AND d.state IN ('failed', 'sending')
                ELSE d.digest_id IS NULL AND d.user_id = ${leader.user_id}::uuid
                     AND d.channel = ${leader.channel}::delivery_channel
                     AND d.subscription_id IS NOT DISTINCT FROM ${leader.subscription_id}::uuid
                     AND (d.state = 'planned' OR (d.state = 'held' AND d.due_at <= ${now}))
           END
     ORDER BY d.id = ${leader.id}::uuid DESC, d.created_at, d.id
     LIMIT ${DIGEST_MAX} FOR UPDATE OF d SKIP LOCKED`
}

async function suppress(tx: WardlineTx, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
  const obsolete = candidates.filter((one) => one.obsolete !== null)
  if (obsolete.length > 0) {
    await tx.$executeRaw`
      UPDATE deliveries SET state = 'suppressed', reason = why.reason, locked_until = NULL
        FROM unnest(${obsolete.map(({ id }) => id)}::uuid[], ${obsolete.map((one) => one.obsolete)}::text[])
          AS why (id, reason)
       WHERE deliveries.id = why.id`
  }
  return candidates.filter((one) => one.obsolete === null)
}

/** Puts off what may wait until quiet hours end. Urgent ones pass. */
async function hold(
  tx: WardlineTx,
  candidates: readonly Candidate[],
  { now, wallClock }: ClaimOptions,
): Promise<readonly Candidate[]> {
  const ranges = z
    .array(QuietRange)
    .catch([])
    .parse(candidates[0]?.quiet_hours ?? [])
  const until = quietUntil(now, ranges, wallClock)
  if (until === null) return candidates
  const waiting = candidates.filter(({ severity }) => severity !== 'critical')
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'held', due_at = ${new Date(until)}, digest_id = NULL, locked_until = NULL
     WHERE id = ANY(${waiting.map(({ id }) => id)}::uuid[])`
  return candidates.filter(({ severity }) => severity === 'critical')
}
