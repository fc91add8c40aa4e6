import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../../platform/appError.ts'
import type { Database } from '../../../../platform/database/createDatabase.ts'
import { isPushEndpoint } from '../../../../platform/outbound/isPushEndpoint.ts'
import type { PushSettings } from '../../../../platform/settings/outboundSettings.ts'
import type { PushDevice, PushSubscriptionCreate } from '../../contract/delivery.ts'
import type { DeliveryCall } from './deliveryCall.ts'

/** Browsers that take pushes, each for the session in which it was allowed. Throws AppErrors. */
export interface PushService {
  /** Said again it changes nothing; a browser that another person used before is theirs no more. */
  add(call: DeliveryCall, input: PushSubscriptionCreate): Promise<PushDevice>
  remove(call: DeliveryCall, id: string): Promise<void>
}

/** Browsers of one person; the oldest go. */
const MOST_DEVICES = 10

export function createPushService(o: {
  readonly database: Database
  /** Null: this site sends no push. */
  readonly push: PushSettings | null
}): PushService {
  const { database, push } = o
  return {
    async add({ actor, stamp }, { endpoint, keys }) {
      if (push === null) throw invalid('This site sends no push.')
      if (!isPushEndpoint(endpoint, push)) {
        throw invalid('This site does not write to the push service of this browser.')
      }
      const { userId, sessionId } = actor
      const row = await database.inTransaction(stamp, async (tx) => {
        await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
        const session = await tx.session.findUnique({ where: { id: sessionId } })
        if (session === null) throw new AppError('unauthenticated')
        const data = { userId, sessionId, device: session.device, ...keys }
        const added = await tx.pushSubscription.upsert({
          where: { endpoint },
          create: { id: uuidv7(), endpoint, ...data },
          update: data,
        })
        const devices = await tx.pushSubscription.findMany({
          where: { userId, id: { not: added.id } },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          skip: MOST_DEVICES - 1,
        })
        if (devices.length > 0) {
          await tx.pushSubscription.deleteMany({ where: { id: { in: devices.map(({ id }) => id) } } })
        }
        return added
      })
      return { id: row.id, device: row.device, created_at: row.createdAt.toISOString(), current: true }
    },

    async remove({ actor, stamp }, id) {
      await database.inTransaction(stamp, async (tx) => {
        const row = await tx.pushSubscription.findUnique({ where: { id } })
        if (row === null) throw new AppError('not_found')
        if (row.userId !== actor.userId) throw new AppError('not_found', { denied: true })
        await tx.pushSubscription.delete({ where: { id } })
      })
    },
  }
}

const invalid = (sentence: string): AppError =>
  new AppError('validation_failed', { fields: { endpoint: sentence } })
