import * as z from 'zod/mini'
import {
  NotificationAction,
  NotificationType,
  type Notification,
  type NotificationFrame,
  type SystemNotificationFrame,
} from '../contract.ts'
import type { Looked } from './notificationNames.ts'
import { parametersOf, wordsOf } from './notificationWords.ts'
import type { ListedRow } from './readNotifications.ts'

const ICON: Readonly<Record<NotificationType, string>> = {
  request_waiting: 'request',
  request_decided: 'decision',
  request_sent_back: 'send-back',
  transfer_incoming: 'transfer',
  mention: 'mention',
  system: 'system',
}

const COLOR = { info: 'blue', success: 'green', warning: 'amber', critical: 'red' } as const

/** The only shape in which a notification leaves the server. */
export function presentNotification(row: ListedRow, looked: Looked): Notification {
  const type = NotificationType.parse(row.type)
  const { subjectEntity, subjectId } = row
  return {
    id: row.id,
    number: row.number,
    type,
    severity: row.severity,
    ...wordsOf(row, looked),
    icon: ICON[type],
    color: COLOR[row.severity],
    subject: subjectEntity === null || subjectId === null ? null : { entity: subjectEntity, id: subjectId },
    data: parametersOf(row),
    by: looked.people.get(row.createdById ?? '') ?? null,
    actions: presentActions(row.actions),
    group_key: row.groupKey,
    count: row.count,
    read: row.isRead,
    snoozed_until: row.snoozedUntil?.toISOString() ?? null,
    requires_ack: row.requiresAck,
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  }
}

export const presentActions = (actions: unknown): NotificationAction[] =>
  z.array(NotificationAction).parse(actions)

/** As plain clients get it: the seed's shape, or an admin's words. */
export function toPlainFrame(
  one: Notification,
  timestamp: string,
): NotificationFrame | SystemNotificationFrame {
  const { severity, title, message, icon, color, actions, expires_at, requires_ack } = one
  if (one.type === 'system') {
    const data = { message_id: one.id, severity, title, message, actions, expires_at, requires_ack }
    return { type: 'system_notification', timestamp, data }
  }
  const subject = one.subject === null ? {} : { [`${one.subject.entity}_id`]: one.subject.id }
  const data = { notification_id: one.id, ...subject, link: one.link, by: one.by?.name ?? null, ...one.data }
  return {
    type: 'notification',
    timestamp,
    data: { notification_type: one.type, title, message, icon, color, data },
  }
}
