import { archiveModels } from './domains/archive/server/liveModels.ts'
import { deskModels } from './domains/desk/server/liveModels.ts'
import { identityModels } from './domains/identity/server/liveModels.ts'
import { messagesModels } from './domains/messages/server/liveModels.ts'
import { deliveryModels } from './domains/notifications/server/delivery/liveModels.ts'
import { notificationsModels } from './domains/notifications/server/liveModels.ts'
import type { LiveModel } from './realtime/server/liveDomain.ts'

/** Every live model of every domain, by its Prisma name. A new domain adds its models here. */
export const liveModels: Readonly<Record<string, LiveModel>> = {
  ...identityModels,
  ...archiveModels,
  ...deskModels,
  ...messagesModels,
  ...notificationsModels,
  ...deliveryModels,
}
