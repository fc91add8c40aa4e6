import { Prisma } from '../../../platform/database/generated/client.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Whoever reads. */
export type Reader = Pick<DeskActor, 'userId' | 'role' | 'unitId'>

/** A notification with how its reader stands with it. */
export interface SeenRow {
  readonly id: string
  readonly number: number
  readonly type: string
  readonly severity: 'info' | 'success' | 'warning' | 'critical'
  readonly subjectEntity: string | null
  readonly subjectId: string | null
  readonly parameters: unknown
  readonly groupKey: string | null
  readonly link: string | null
  readonly title: string | null
  readonly message: string | null
  readonly actions: unknown
  readonly createdById: string | null
  readonly requiresAck: boolean
  readonly sendId: string | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly isRead: boolean
  readonly snoozedUntil: Date | null
  readonly acknowledgedAt: Date | null
}

/**
 * The WITH clause of `seen`: what this person is told, each with how they stand with it. What has expired is left out; what went
 * to their role, unit or everyone counts from when they belonged there, and not where they did it themselves. One part for each
 * kind of audience, so that each is read by its own index.
 */
export function seenSql({ userId, role, unitId }: Reader): Prisma.Sql {
  const shared = Prisma.sql`n.created_at >= (SELECT belongs_since FROM users WHERE id = ${userId}::uuid)
         AND (n.rule IS NULL OR n.created_by_id IS DISTINCT FROM ${userId}::uuid)`
  return Prisma.sql`WITH told AS (
      SELECT n.* FROM notifications n WHERE n.user_id = ${userId}::uuid
      UNION ALL
      SELECT n.* FROM notifications n WHERE n.audience_kind = 'everyone' AND ${shared}
      UNION ALL
      SELECT n.* FROM notifications n
       WHERE n.audience_kind = 'role' AND n.unit_id IS NULL AND n.role = ${role}::role AND ${shared}
      UNION ALL
      SELECT n.* FROM notifications n
       WHERE n.unit_id = ${unitId}::uuid AND (n.audience_kind = 'unit' OR n.role = ${role}::role) AND ${shared}
    ), seen AS (
      SELECT n.id, n.number, n.type, n.severity, n.subject_entity AS "subjectEntity", n.subject_id AS "subjectId",
             n.parameters, n.group_key AS "groupKey", n.link, n.title, n.message, n.actions,
             n.created_by_id AS "createdById", n.requires_ack AS "requiresAck", n.send_id AS "sendId",
             n.expires_at AS "expiresAt", n.created_at AS "createdAt",
             (m.read_at IS NOT NULL
               OR (n.number <= coalesce(r.read_up_to, 0) AND (m.unread_at IS NULL OR m.unread_at < r.read_all_at)))
               AS "isRead",
             CASE WHEN m.snoozed_until > now() THEN m.snoozed_until END AS "snoozedUntil",
             m.acknowledged_at AS "acknowledgedAt"
        FROM told n
        LEFT JOIN notification_marks m ON m.notification_id = n.id AND m.user_id = ${userId}::uuid
        LEFT JOIN notification_readers r ON r.user_id = ${userId}::uuid
       WHERE n.expires_at IS NULL OR n.expires_at > now()
    )`
}
