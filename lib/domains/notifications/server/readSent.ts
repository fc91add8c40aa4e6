import { Prisma } from '../../../platform/database/generated/client.ts'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { DeskActor, PersonName, Role } from '../../identity/contract.ts'
import type { Receipts, SendAudience, SentNotification } from '../contract.ts'
import { presentActions } from './presentNotification.ts'

interface SentRow {
  readonly sendId: string
  readonly number: bigint
  readonly audienceKind: 'everyone' | 'user' | 'role' | 'unit'
  readonly role: Role | null
  readonly unitId: string | null
  readonly userIds: string[]
  readonly severity: SentNotification['severity']
  readonly title: string
  readonly message: string
  readonly actions: unknown
  readonly requiresAck: boolean
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly byId: string
  readonly byName: string
  readonly recipients: number
  readonly acknowledged: number
}

/** Whether the person `u` belongs to the audience of `n`, and did when it was sent. */
const isFor = Prisma.sql`u.status = 'active' AND CASE n.audience_kind
    WHEN 'user' THEN n.user_id = u.id
    WHEN 'everyone' THEN u.belongs_since <= n.created_at
    WHEN 'role' THEN n.role = u.role AND (n.unit_id IS NULL OR n.unit_id = u.unit_id) AND u.belongs_since <= n.created_at
    WHEN 'unit' THEN n.unit_id = u.unit_id AND u.belongs_since <= n.created_at
  END`

/** What somebody has sent, the newest first. */
export async function readSent(
  prisma: WardlinePrisma,
  { userId }: Pick<DeskActor, 'userId'>,
  o: { readonly id?: string; readonly before?: number | undefined; readonly limit: number },
): Promise<(SentNotification & { readonly number: number })[]> {
  const rows = await prisma.$queryRaw<SentRow[]>`
    WITH sends AS (
      SELECT n.send_id, max(n.number) AS number, (array_agg(n.id ORDER BY n.number))[1] AS first_id,
             array_agg(n.user_id ORDER BY n.number) FILTER (WHERE n.user_id IS NOT NULL) AS user_ids
        FROM notifications n
       WHERE n.send_id IS NOT NULL AND n.created_by_id = ${userId}::uuid
         AND ${o.id === undefined ? Prisma.sql`true` : Prisma.sql`n.send_id = ${o.id}::uuid`}
       GROUP BY n.send_id
      HAVING ${o.before === undefined ? Prisma.sql`true` : Prisma.sql`max(n.number) < ${o.before}::bigint`}
       ORDER BY max(n.number) DESC LIMIT ${o.limit}
    )
    SELECT s.send_id AS "sendId", s.number, n.audience_kind AS "audienceKind", n.role, n.unit_id AS "unitId",
           coalesce(s.user_ids, '{}') AS "userIds", n.severity, n.title, n.message, n.actions,
           n.requires_ack AS "requiresAck", n.expires_at AS "expiresAt", n.created_at AS "createdAt",
           sender.id AS "byId", sender.name AS "byName",
           (SELECT count(DISTINCT u.id) FROM users u, notifications n WHERE n.send_id = s.send_id AND ${isFor})::int AS recipients,
           (SELECT count(DISTINCT m.user_id) FROM notification_marks m
             WHERE m.send_id = s.send_id AND m.acknowledged_at IS NOT NULL)::int AS acknowledged
      FROM sends s
      JOIN notifications n ON n.id = s.first_id
      JOIN users sender ON sender.id = n.created_by_id
     ORDER BY s.number DESC`
  return rows.map((row) => ({
    number: Number(row.number),
    id: row.sendId,
    audience: audienceOf(row),
    severity: row.severity,
    title: row.title,
    message: row.message,
    actions: presentActions(row.actions),
    requires_ack: row.requiresAck,
    expires_at: row.expiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    by: { id: row.byId, name: row.byName },
    recipients: row.recipients,
    acknowledged: row.acknowledged,
  }))
}

function audienceOf({ audienceKind, role, unitId, userIds }: SentRow): SendAudience {
  if (audienceKind === 'user') return { user_ids: userIds }
  if (role !== null) return { role, unit_id: unitId }
  return unitId === null ? { everyone: true } : { unit_id: unitId }
}

/** How many people that are now. */
export function countRecipients(prisma: WardlinePrisma, audience: SendAudience): Promise<number> {
  const active = { status: 'active' } as const
  if ('user_ids' in audience) {
    return prisma.user.count({ where: { ...active, id: { in: audience.user_ids } } })
  }
  if ('role' in audience) {
    const { role, unit_id: unitId } = audience
    return prisma.user.count({ where: { ...active, role, ...(unitId && { unitId }) } })
  }
  if ('unit_id' in audience) return prisma.user.count({ where: { ...active, unitId: audience.unit_id } })
  return prisma.user.count({ where: active })
}

/** People who have not acknowledged it that are named. */
const WAITING_NAMED = 200

/** Who has acknowledged what was sent, and who has not. */
export async function readReceipts(
  prisma: WardlinePrisma,
  sendId: string,
  people: (ids: readonly string[]) => Promise<readonly PersonName[]>,
): Promise<Receipts> {
  const acknowledged = await prisma.$queryRaw<{ userId: string; at: Date; device: string | null }[]>`
    SELECT DISTINCT ON (user_id) user_id AS "userId", acknowledged_at AS at, acknowledged_on AS device
      FROM notification_marks WHERE send_id = ${sendId}::uuid AND acknowledged_at IS NOT NULL
     ORDER BY user_id, acknowledged_at`
  const waiting = await prisma.$queryRaw<(PersonName & { count: number })[]>`
    SELECT u.id, u.name, (count(*) OVER ())::int AS count
      FROM users u
     WHERE EXISTS (SELECT FROM notifications n WHERE n.send_id = ${sendId}::uuid AND ${isFor})
       AND NOT EXISTS (SELECT FROM notification_marks m WHERE m.send_id = ${sendId}::uuid AND m.user_id = u.id
                                                          AND m.acknowledged_at IS NOT NULL)
     ORDER BY u.name, u.id LIMIT ${WAITING_NAMED}`
  const named = new Map(
    (await people(acknowledged.map(({ userId }) => userId))).map((person) => [person.id, person]),
  )
  return {
    acknowledged: acknowledged
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .flatMap(({ userId, at, device }) => {
        const user = named.get(userId)
        return user === undefined ? [] : [{ user, at: at.toISOString(), device }]
      }),
    waiting: waiting.map(({ id, name }) => ({ id, name })),
    waiting_count: waiting[0]?.count ?? 0,
  }
}
