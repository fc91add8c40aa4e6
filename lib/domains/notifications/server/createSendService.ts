import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import type { DeskActor, PersonName } from '../../identity/contract.ts'
import type { Audience } from '../contract/audience.ts'
import type {
  NotifyUserRequest,
  Receipts,
  RecipientCount,
  SendAudience,
  SentNotification,
  SentPage,
} from '../contract.ts'
import { maySend, readsReceipts } from '../policy.ts'
import { toColumns } from './audienceColumns.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { SentQuery } from './notificationsQueries.ts'
import { countRecipients, readReceipts, readSent } from './readSent.ts'

/** What admins send in words of their own. */
export interface SendService {
  /** Under the same id it is sent once, and answered as it stands. */
  send(
    call: ServiceCall<DeskActor>,
    input: NotifyUserRequest,
    audience: SendAudience,
  ): Promise<SentNotification>
  /** To one person; not_found where nobody has that id. */
  sendTo(call: ServiceCall<DeskActor>, userId: string, input: NotifyUserRequest): Promise<SentNotification>
  /** How many people it would be for now. */
  recipients(actor: DeskActor, audience: SendAudience): Promise<RecipientCount>
  /** What the actor has sent, the newest first. */
  sent(actor: DeskActor, query: SentQuery): Promise<SentPage>
  receipts(actor: DeskActor, sendId: string): Promise<Receipts>
}

export function createSendService({
  database,
  people,
  now,
}: {
  readonly database: Database
  readonly people: (actor: DeskActor, ids: readonly string[]) => Promise<readonly PersonName[]>
  readonly now: () => number
}): SendService {
  const { prisma } = database

  async function one(tx: WardlineTx, actor: DeskActor, id: string): Promise<SentNotification> {
    const [sent] = await readSent(tx, actor, { id, limit: 1 })
    if (sent === undefined) throw new AppError('not_found', { denied: true })
    const { number: _number, ...rest } = sent
    return rest
  }

  const send: SendService['send'] = (call, input, audience) => {
    if (!maySend(call.actor)) throw new AppError('forbidden')
    const { id = uuidv7() } = input
    return onceInTransaction(database, {
      stamp: call.stamp,
      idempotency: call.idempotency,
      run: async (tx) => {
        const known = await tx.notification.findFirst({ where: { sendId: id } })
        if (known === null) await write(tx, call.actor, { id, input, audience, now: now() })
        else if (!readsReceipts(call.actor, known)) {
          throw new AppError('conflict', { message: 'This id is taken.' })
        }
        return await one(tx, call.actor, id)
      },
      resourceId: (sent) => sent.id,
      replay: (tx, sendId) => one(tx, call.actor, sendId),
    })
  }

  return {
    send,
    async sendTo(call, userId, input) {
      if (!maySend(call.actor)) throw new AppError('forbidden')
      const isThere = (await prisma.user.count({ where: { id: userId, status: 'active' } })) > 0
      if (!isThere) throw new AppError('not_found')
      return await send(call, input, { user_ids: [userId] })
    },
    async recipients(actor, audience) {
      if (!maySend(actor)) throw new AppError('forbidden')
      return { recipients: await countRecipients(prisma, audience) }
    },
    async sent(actor, { cursor, limit }) {
      if (!maySend(actor)) throw new AppError('forbidden')
      const before = cursor === undefined ? undefined : Number(cursor)
      const rows = await readSent(prisma, actor, { before, limit: limit + 1 })
      const items = rows.slice(0, limit)
      const last = rows.length > items.length ? items.at(-1) : undefined
      return {
        items: items.map(({ number: _number, ...sent }) => sent),
        next_cursor: last === undefined ? null : String(last.number),
      }
    },
    async receipts(actor, sendId) {
      const sent = await prisma.notification.findFirst({ where: { sendId } })
      if (sent === null || !readsReceipts(actor, sent)) throw new AppError('not_found', { denied: true })
      return await readReceipts(prisma, sendId, (ids) => people(actor, ids))
    },
  }
}

interface Sending {
  readonly id: string
  readonly input: NotifyUserRequest
  readonly audience: SendAudience
  readonly now: number
}

async function write(tx: WardlineTx, actor: DeskActor, sending: Sending): Promise<void> {
  const { input, now } = sending
  const expiresAt = input.expires_at ? new Date(input.expires_at) : null
  if (expiresAt !== null && expiresAt.getTime() <= now) {
    throw new AppError('validation_failed', { fields: { expires_at: 'Choose a time to come.' } })
  }
  // The same id at once from two places: the second waits, and finds what the first has made.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sending.id}, 12))::text`
  if ((await tx.notification.count({ where: { sendId: sending.id } })) > 0) return
  const audiences = await checked(tx, toAudiences(sending.audience))
  await tx.notification.createMany({
    data: audiences.map((audience) => ({
      id: uuidv7(),
      sendId: sending.id,
      type: 'system',
      severity: input.severity,
      title: input.title,
      message: input.message,
      actions: (input.actions ?? []) satisfies Prisma.InputJsonValue,
      requiresAck: input.requires_ack ?? false,
      createdById: actor.userId,
      expiresAt,
      ...toColumns(audience),
    })),
  })
}

function toAudiences(audience: SendAudience): Audience[] {
  if ('user_ids' in audience) {
    return [...new Set(audience.user_ids)].map((id) => ({ kind: 'user', user_id: id }))
  }
  if ('role' in audience) return [{ kind: 'role', role: audience.role, unit_id: audience.unit_id ?? null }]
  if ('unit_id' in audience) return [{ kind: 'unit', unit_id: audience.unit_id }]
  return [{ kind: 'everyone' }]
}

/** Throws where somebody, or the unit, is not there. */
async function checked(tx: WardlineTx, audiences: readonly Audience[]): Promise<readonly Audience[]> {
  const userIds = audiences.flatMap((audience) => (audience.kind === 'user' ? [audience.user_id] : []))
  if ((await tx.user.count({ where: { id: { in: userIds }, status: 'active' } })) !== userIds.length) {
    throw new AppError('validation_failed', {
      fields: { user_ids: 'Somebody of these is not here any more.' },
    })
  }
  for (const audience of audiences) {
    const unitId = audience.kind === 'role' || audience.kind === 'unit' ? audience.unit_id : null
    if (unitId !== null && (await tx.unit.count({ where: { id: unitId } })) === 0) {
      throw new AppError('validation_failed', { fields: { unit_id: 'There is no such unit.' } })
    }
  }
  return audiences
}
