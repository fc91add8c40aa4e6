import { validate as isUuid } from 'uuid'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { Expander, LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import { ROLES } from '../../identity/contract.ts'
import type { LiveNotificationFrame } from '../contract.ts'
import { belongsTo, readsReceipts } from '../policy.ts'
import { toAudience } from './audienceColumns.ts'
import { NOTIFICATION_EXPANDER, notificationsModels } from './liveModels.ts'
import { lookUpNames, type NotificationNames } from './notificationNames.ts'
import { presentNotification } from './presentNotification.ts'
import { readOne, type ListedRow } from './readNotifications.ts'

/** The live side of notifications: who hears what goes to a role and who has acknowledged, and what a frame says. */
export function createNotificationsLive(parts: {
  readonly prisma: WardlinePrisma
  readonly names: NotificationNames
}): Pick<LiveDomain<DeskActor>, 'name' | 'models' | 'topics' | 'expanders'> {
  const { prisma } = parts
  return {
    name: 'notifications',
    models: notificationsModels,
    topics: {
      'members:{unitId}': {
        maySubscribe: (actor, { unitId = '' }) => belongsTo(actor, { kind: 'unit', unit_id: unitId }),
      },
      'role:{role}': { maySubscribe: (actor, { role = '' }) => hears(actor, role, null) },
      'role:{role}:{unitId}': {
        maySubscribe: (actor, { role = '', unitId = '' }) => hears(actor, role, unitId),
      },
      'item:notification:{sendId}': {
        async maySubscribe(actor, { sendId = '' }) {
          const sent = isUuid(sendId) ? await prisma.notification.findFirst({ where: { sendId } }) : null
          return sent !== null && readsReceipts(actor, sent)
        },
      },
    },
    expanders: { [NOTIFICATION_EXPANDER]: createExpander(parts) },
  }
}

const hears = (actor: DeskActor, name: string, unitId: string | null): boolean => {
  const role = ROLES.find((each) => each === name)
  return role !== undefined && belongsTo(actor, { kind: 'role', role, unit_id: unitId })
}

/** As all who hear the topic may see it: one person, or whoever has that role, or works in that unit, whatever else they are. */
function createExpander({
  prisma,
  names,
}: {
  readonly prisma: WardlinePrisma
  readonly names: NotificationNames
}): Expander {
  return async (entry): Promise<LiveNotificationFrame | null> => {
    const row = await prisma.notification.findUnique({ where: { id: String(entry.data['id']) } })
    if (row === null) return null
    const audience = toAudience(row)
    const user =
      audience.kind === 'user' ? await prisma.user.findUnique({ where: { id: audience.user_id } }) : null
    const reader: DeskActor = {
      userId: user?.id ?? '00000000-0000-0000-0000-000000000000',
      sessionId: '',
      name: '',
      email: '',
      role: user?.role ?? (audience.kind === 'role' ? audience.role : 'clerk'),
      unitId: user === null ? row.unitId : user.unitId,
    }
    const own = user === null ? null : await readOne(prisma, reader, row.id)
    const shown = own ?? asNew(row)
    const looked = await lookUpNames(names, reader, [shown])
    const { action, timestamp } = entry
    const notification = presentNotification(shown, looked)
    return { type: 'notification', entity: 'notification', action, timestamp, notification }
  }
}

/** Before anybody has done anything with it. */
const asNew = (
  row: Omit<ListedRow, 'number' | 'count' | 'isRead' | 'snoozedUntil' | 'acknowledgedAt'> & {
    readonly number: bigint
  },
): ListedRow => ({
  ...row,
  number: Number(row.number),
  count: 1,
  isRead: false,
  snoozedUntil: null,
  acknowledgedAt: null,
})
