import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../../platform/appError.ts'
import type { Database } from '../../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../../platform/database/generated/client.ts'
import type { DeskActor } from '../../../identity/contract.ts'
import { NotificationType } from '../../contract.ts'
import type {
  Channel,
  ChannelRuleList,
  ChannelRuleUpdate,
  DeliveryItem,
  DeliveryPage,
  DeliverySummary,
} from '../../contract/delivery.ts'
import { runsDeliveries } from '../../policy.ts'
import type { DeliveryCall } from './deliveryCall.ts'
import type { DeliveryQuery } from './deliveryQueries.ts'
import { outgoingWords } from './outgoingWords.ts'
import { readRules } from './readRules.ts'

/** What admins see of deliveries, and decide about channels. Throws AppErrors, which routes answer as they are. */
export interface OutboxService {
  /** The newest first. */
  list(actor: DeskActor, query: DeliveryQuery): Promise<DeliveryPage>
  summary(actor: DeskActor): Promise<DeliverySummary>
  /** Throws conflict for what is under way or done, and where the channel has no transport. */
  retry(call: DeliveryCall, id: string): Promise<DeliveryItem>
  rules(actor: DeskActor): Promise<ChannelRuleList>
  setRule(call: DeliveryCall, input: ChannelRuleUpdate): Promise<ChannelRuleList>
}

const PARTS = {
  user: { select: { id: true, name: true, email: true, notificationProfile: { select: { phone: true } } } },
  subscription: { select: { device: true } },
} satisfies Prisma.DeliveryInclude
type Row = Prisma.DeliveryGetPayload<{ include: typeof PARTS }>

export function createOutboxService(o: {
  readonly database: Database
  readonly available: readonly Channel[]
  readonly clock: { now(): number }
}): OutboxService {
  const { database, available, clock } = o
  return {
    async list(actor, { state, channel, user_id, cursor, limit }) {
      admit(actor)
      const rows = await database.prisma.delivery.findMany({
        where: {
          ...(state && { state }),
          ...(channel && { channel }),
          ...(user_id && { userId: user_id }),
          ...(cursor && {
            OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, id: { gt: cursor.id } }],
          }),
        },
        include: PARTS,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit + 1,
      })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        items: rows.slice(0, limit).map(presentDelivery),
        next_cursor: last === undefined ? null : `${last.createdAt.getTime()}_${last.id}`,
      }
    },

    async summary(actor) {
      admit(actor)
      const groups = await database.prisma.delivery.groupBy({ by: ['state'], _count: { _all: true } })
      return {
        counts: Object.fromEntries(groups.map((group) => [group.state, group._count._all])),
        available: [...available],
      }
    },

    async retry({ actor, stamp }, id) {
      admit(actor)
      const now = new Date(clock.now())
      return await database.inTransaction(stamp, async (tx) => {
        await tx.$queryRaw`SELECT id FROM deliveries WHERE id = ${id}::uuid FOR UPDATE`
        const row = await tx.delivery.findUnique({ where: { id } })
        if (row === null) throw new AppError('not_found')
        if (!available.includes(row.channel)) throw refusal('This site has no transport for this channel.')
        const isWaiting = row.state === 'failed' || row.state === 'held'
        if (!isWaiting && row.state !== 'dead' && row.state !== 'no_transport') {
          throw refusal('Only what was given up, or waits, can be tried again.')
        }
        // What was tried and waits stays what it was, with all that goes along; what was given up begins anew, alone.
        const fresh = { state: 'planned' as const, attempts: 0, digestId: null, reason: null }
        await tx.delivery.updateMany({
          where: row.state === 'failed' ? { digestId: row.digestId, state: 'failed' } : { id },
          data: { dueAt: now, ...(!isWaiting && fresh) },
        })
        return presentDelivery(await tx.delivery.findUniqueOrThrow({ where: { id }, include: PARTS }))
      })
    },

    async rules(actor) {
      admit(actor)
      return { items: await readRules(database.prisma) }
    },

    async setRule({ actor, stamp }, { type, channel, rule }) {
      admit(actor)
      await database.inTransaction(stamp, async (tx) => {
        if (rule === null) await tx.channelRule.deleteMany({ where: { type, channel } })
        else {
          await tx.channelRule.upsert({
            where: { type_channel: { type, channel } },
            create: { id: uuidv7(), type, channel, rule },
            update: { rule },
          })
        }
      })
      return { items: await readRules(database.prisma) }
    },
  }
}

function admit(actor: DeskActor): void {
  if (!runsDeliveries(actor)) throw new AppError('forbidden')
}

const refusal = (message: string): AppError => new AppError('conflict', { message })

const WAITING = ['planned', 'held', 'failed']

/** The only shape in which a delivery leaves the server. Of a number only the end is shown. */
function presentDelivery(row: Row): DeliveryItem {
  const type = NotificationType.parse(row.type)
  return {
    id: row.id,
    channel: row.channel,
    state: row.state,
    type,
    user: { id: row.user.id, name: row.user.name },
    to: addressOf(row),
    says: outgoingWords([{ type, link: null }]).says,
    reason: row.reason,
    attempts: row.attempts,
    created_at: row.createdAt.toISOString(),
    due_at: WAITING.includes(row.state) ? row.dueAt.toISOString() : null,
    sent_at: row.sentAt?.toISOString() ?? null,
  }
}

function addressOf({ channel, user, subscription }: Row): string {
  if (channel === 'email') return user.email
  if (channel === 'push') return subscription?.device ?? 'A browser that is gone'
  const phone = user.notificationProfile?.phone
  return phone ? `… ${phone.slice(-3)}` : 'No number'
}
