import type { Database } from '../../../platform/database/createDatabase.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import { createAckFrame } from './createAckFrame.ts'
import { createNotificationsLive } from './createNotificationsLive.ts'
import { createReaderService, type ReaderService } from './createReaderService.ts'
import { createSendService, type SendService } from './createSendService.ts'
import type { NotificationNames } from './notificationNames.ts'

/** Notifications as composition holds them. */
export interface Notifications {
  readonly reader: ReaderService
  readonly sender: SendService
  readonly live: LiveDomain<DeskActor>
}

/** Builds the notifications. What people and things are called is told by the domains that own them. */
export function createNotifications(parts: {
  readonly database: Database
  readonly names: NotificationNames
  readonly clock: Pick<Clock, 'now'>
}): Notifications {
  const { clock, database, names } = parts
  const now = () => clock.now()
  const reader = createReaderService({ database, names, now })
  return {
    reader,
    sender: createSendService({ database, people: (actor, ids) => names.people(actor, ids), now }),
    live: {
      ...createNotificationsLive({ prisma: database.prisma, names }),
      frames: { ack: createAckFrame(reader, now) },
    },
  }
}
