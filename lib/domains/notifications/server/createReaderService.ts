import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { Notification, NotificationCounts, NotificationPage } from '../contract.ts'
import { lookUpNames, type NotificationNames } from './notificationNames.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { NotificationsQuery } from './notificationsQueries.ts'
import { presentNotification } from './presentNotification.ts'
import { cursorOf, readCounts, readList, readOne, readWaiting, type ListedRow } from './readNotifications.ts'
import { seenSql } from './visibleSql.ts'

/** One's own notifications. Those of others are not found. Throws AppErrors, which routes answer as they are. */
export interface ReaderService {
  list(actor: DeskActor, query: NotificationsQuery): Promise<NotificationPage>
  counts(actor: DeskActor): Promise<NotificationCounts>
  get(actor: DeskActor, id: string): Promise<Notification>
  /** What waits for somebody who connects, the oldest first; `onlyAcks`: what they have not acknowledged. */
  waiting(actor: DeskActor, onlyAcks: boolean): Promise<Notification[]>
  /** `group`: with it all older unread ones of its group. */
  read(call: ServiceCall<DeskActor>, id: string, group: boolean): Promise<void>
  unread(call: ServiceCall<DeskActor>, id: string): Promise<void>
  /** Null: no longer. `group`: with it all older unread ones of its group. */
  snooze(
    call: ServiceCall<DeskActor>,
    id: string,
    to: { readonly until: Date | null; readonly group: boolean },
  ): Promise<void>
  /** Everything up to a number; never back. */
  readAll(call: ServiceCall<DeskActor>, upTo: number): Promise<void>
  /** The first time counts; it is read with it. */
  acknowledge(call: ServiceCall<DeskActor>, id: string): Promise<void>
}

/** Most that is handed to somebody who connects. */
const WAITING_MAX = 100
/** Nothing is put off for longer. */
const SNOOZE_MAX_MS = 366 * 86_400_000

export function createReaderService({
  database,
  names,
  now,
}: {
  readonly database: Database
  readonly names: NotificationNames
  readonly now: () => number
}): ReaderService {
  const { prisma } = database

  async function present(actor: DeskActor, rows: readonly ListedRow[]): Promise<Notification[]> {
    const looked = await lookUpNames(names, actor, rows)
    return rows.map((row) => presentNotification(row, looked))
  }

  /** Runs with the row, if it is the actor's to see. */
  const withOne = (
    call: ServiceCall<DeskActor>,
    id: string,
    act: (tx: WardlineTx, row: ListedRow) => Promise<unknown>,
  ): Promise<void> =>
    database.inTransaction(call.stamp, async (tx) => {
      const row = await readOne(tx, call.actor, id)
      if (row === null) throw new AppError('not_found', { denied: true })
      await act(tx, row)
    })

  return {
    async list(actor, query) {
      const rows = await readList(prisma, actor, query)
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      return {
        items: await present(actor, shown),
        next_cursor: rows.length > shown.length && last !== undefined ? cursorOf(last) : null,
      }
    },
    counts: (actor) => readCounts(prisma, actor),
    async get(actor, id) {
      const row = await readOne(prisma, actor, id)
      const [one] = row === null ? [] : await present(actor, [row])
      if (one === undefined) throw new AppError('not_found', { denied: true })
      return one
    },
    waiting: async (actor, onlyAcks) =>
      present(actor, await readWaiting(prisma, actor, { most: WAITING_MAX, onlyAcks })),
    read: (call, id, group) => withOne(call, id, (tx, row) => markRead(tx, call, { row, group })),
    unread: (call, id) =>
      withOne(call, id, (tx, row) => setMark(tx, call, row, { readAt: null, unreadAt: new Date(now()) })),
    snooze(call, id, { until, group }) {
      const ahead = until === null ? 0 : until.getTime() - now()
      if (until !== null && (ahead <= 0 || ahead > SNOOZE_MAX_MS)) {
        throw new AppError('validation_failed', { fields: { until: 'Choose a time within the next year.' } })
      }
      return withOne(call, id, async (tx, row) => {
        await setMark(tx, call, row, { snoozedUntil: until })
        if (group) await snoozeOlder(tx, call, { row, until })
      })
    },
    readAll: (call, upTo) =>
      database.inTransaction(call.stamp, async (tx) => {
        await tx.$executeRaw`
          INSERT INTO notification_readers (id, user_id, read_up_to, read_all_at)
          SELECT ${uuidv7()}::uuid, ${call.actor.userId}::uuid,
                 least(${upTo}::bigint, (SELECT coalesce(max(number), 0) FROM notifications)), clock_timestamp()
              ON CONFLICT (user_id) DO UPDATE
             SET read_up_to = greatest(notification_readers.read_up_to, excluded.read_up_to),
                 read_all_at = excluded.read_all_at`
      }),
    acknowledge: (call, id) =>
      withOne(call, id, async (tx, row) => {
        if (row.acknowledgedAt !== null) return
        const { sessionId } = call.actor
        const session = await tx.session.findUnique({ where: { id: sessionId }, select: { device: true } })
        const at = new Date(now())
        await setMark(tx, call, row, {
          acknowledgedAt: at,
          acknowledgedSession: sessionId,
          acknowledgedOn: session?.device ?? null,
          readAt: at,
          snoozedUntil: null,
        })
      }),
  }
}

interface Mark {
  readonly readAt?: Date | null
  readonly unreadAt?: Date | null
  readonly snoozedUntil?: Date | null
  readonly acknowledgedAt?: Date
  readonly acknowledgedSession?: string
  readonly acknowledgedOn?: string | null
}

async function setMark(
  tx: WardlineTx,
  { actor: { userId } }: ServiceCall<DeskActor>,
  { id: notificationId, sendId }: ListedRow,
  mark: Mark,
): Promise<void> {
  await tx.notificationMark.upsert({
    where: { notificationId_userId: { notificationId, userId } },
    create: { id: uuidv7(), notificationId, userId, sendId, ...mark },
    update: mark,
  })
}

/** One statement, however many there are: what is read already stays as it is, and is not announced again. */
async function markRead(
  tx: WardlineTx,
  { actor }: ServiceCall<DeskActor>,
  { row, group }: { readonly row: ListedRow; readonly group: boolean },
): Promise<void> {
  const groupKey = group ? row.groupKey : null
  await tx.$executeRaw`${seenSql(actor)}
    INSERT INTO notification_marks (id, notification_id, user_id, send_id, read_at)
    SELECT gen_random_uuid(), id, ${actor.userId}::uuid, "sendId", clock_timestamp()
      FROM seen
     WHERE NOT "isRead" AND (id = ${row.id}::uuid OR ("groupKey" = ${groupKey} AND number < ${row.number}))
        ON CONFLICT (notification_id, user_id) DO UPDATE SET read_at = excluded.read_at, unread_at = NULL`
}

/** The older unread ones of a group: a line of the list stands for them. */
async function snoozeOlder(
  tx: WardlineTx,
  { actor }: ServiceCall<DeskActor>,
  { row, until }: { readonly row: ListedRow; readonly until: Date | null },
): Promise<void> {
  await tx.$executeRaw`${seenSql(actor)}
    INSERT INTO notification_marks (id, notification_id, user_id, send_id, snoozed_until)
    SELECT gen_random_uuid(), id, ${actor.userId}::uuid, "sendId", ${until}
      FROM seen
     WHERE NOT "isRead" AND "groupKey" = ${row.groupKey} AND number < ${row.number}
        ON CONFLICT (notification_id, user_id) DO UPDATE SET snoozed_until = excluded.snoozed_until`
}
