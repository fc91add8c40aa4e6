import { userTopic } from '../../../realtime/protocol/topic.ts'
import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import { audienceTopic, receiptsTopic } from '../contract/audience.ts'
import { toAudience, type AudienceColumns } from './audienceColumns.ts'

interface NotificationRow extends CapturedRow, AudienceColumns {
  readonly type: string
  readonly severity: string
  readonly createdById: string | null
  readonly requiresAck: boolean
}

interface MarkRow extends CapturedRow {
  readonly userId: string
  readonly notificationId: string
  readonly sendId: string | null
  readonly readAt: string | null
  readonly snoozedUntil: string | null
  readonly acknowledgedAt: string | null
}

interface ReaderRow extends CapturedRow {
  readonly userId: string
  readonly readUpTo: number
}

/** The name under which a notification's words are made for its frame. */
export const NOTIFICATION_EXPANDER = 'notification'

/** What is announced of notifications: to the audience that they are, and to the person that they stand with. */
export const notificationsModels: Readonly<Record<string, LiveModel>> = {
  Notification: defineLiveModel<NotificationRow>({
    entity: 'notification',
    route: ['audienceKind', 'userId', 'role', 'unitId'],
    signal: {
      notification_type: 'type',
      severity: 'severity',
      created_by: 'createdById',
      requires_ack: 'requiresAck',
    },
    topics: (row) => [audienceTopic(toAudience(row))],
    expander: NOTIFICATION_EXPANDER,
  }),
  NotificationMark: defineLiveModel<MarkRow>({
    entity: 'notification_mark',
    route: ['userId', 'sendId'],
    signal: {
      notification_id: 'notificationId',
      read_at: 'readAt',
      snoozed_until: 'snoozedUntil',
      acknowledged_at: 'acknowledgedAt',
    },
    topics: (row) => [
      userTopic(row.userId),
      ...(row.sendId === null || row.acknowledgedAt === null ? [] : [receiptsTopic(row.sendId)]),
    ],
  }),
  NotificationReader: defineLiveModel<ReaderRow>({
    entity: 'notification_reader',
    route: ['userId'],
    signal: { read_up_to: 'readUpTo' },
    topics: (row) => [userTopic(row.userId)],
  }),
}
