import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { vi } from 'vitest'
import { requestNotificationSource } from '../../domains/archive/server/requestNotificationSource.ts'
import {
  createTestArchive,
  type PersonName,
  type TestArchive,
} from '../../domains/archive/testing/createTestArchive.ts'
import { createMessages, type Messages } from '../../domains/messages/server/createMessages.ts'
import { mentionSource } from '../../domains/messages/server/mentionSource.ts'
import {
  createNotifications,
  type Notifications,
} from '../../domains/notifications/server/createNotifications.ts'
import { createNotificationProjection } from '../../domains/notifications/server/notificationProjection.ts'
import { defineNotificationSource } from '../../domains/notifications/server/notificationSource.ts'
import { NotificationsQuery } from '../../domains/notifications/server/notificationsQueries.ts'
import { liveModels } from '../../liveModels.ts'
import { createKeyRing } from '../../platform/crypto/keyRing.ts'
import { createProjector, type Projector } from '../../platform/live/createProjector.ts'
import { createPgRelayStore } from '../../platform/live/pgRelayStore.ts'
import type { Projection } from '../../platform/live/projectBatch.ts'
import { systemClock } from '../../realtime/server/clock.ts'
import { noMetrics } from '../../realtime/server/realtimeMetrics.ts'
import { createRelay } from '../../realtime/server/relay.ts'
import { createRouter } from '../../realtime/server/routeChanges.ts'

/** A hospital whose log is relayed and projected, with all that people are told in it. */
export interface TestNotifications extends TestArchive {
  readonly messages: Messages
  readonly notifications: Notifications
  readonly projection: Projection
  /** Who looks at what now: a topic, and people. */
  readonly looking: Map<string, readonly PersonName[]>
  /** Until all that was committed is relayed and projected. */
  settle(): Promise<void>
  startProjector(projection?: Projection): Projector
  id(name: PersonName): string
  /** What somebody's list says, line by line; unread ones with a star before them. */
  told(name: PersonName, query?: Readonly<Record<string, string>>): Promise<string[]>
  unread(name: PersonName): Promise<number>
  /** Nobody was told anything, and nobody looks at anything. */
  forget(): Promise<void>
}

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export async function createTestNotifications(): Promise<TestNotifications> {
  const archive = await createTestArchive({ poolSize: 12 })
  const { database, url } = archive
  const clock = systemClock
  const messages = createMessages({
    database,
    clock,
    ring: createKeyRing([{ id: 'test', key: randomBytes(32) }]),
  })
  const notifications = createNotifications({
    database,
    clock,
    names: {
      people: (_actor, ids) =>
        database.prisma.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } }),
      requests: (actor, requests) => archive.archive.numbers(actor, { crates: [], requests }),
      conversations: messages.titles,
    },
  })
  const looking = new Map<string, readonly PersonName[]>()
  const id = (name: PersonName): string => archive.person(name).userId
  const projection = createNotificationProjection({
    sources: [defineNotificationSource(requestNotificationSource), defineNotificationSource(mentionSource)],
    lookers: (topic) => Promise.resolve((looking.get(topic) ?? []).map(id)),
  })
  const projectors: Projector[] = []
  const startProjector = (given = projection): Projector => {
    const projector = createProjector({ projection: given, directUrl: url, clock, logger: silent })
    projectors.push(projector)
    return projector
  }
  startProjector()
  const relay = createRelay({
    store: createPgRelayStore({ directUrl: url, logger: silent }),
    route: createRouter([{ name: 'all', models: liveModels, topics: {} }]),
    publish: () => projectors.forEach((projector) => projector.nudge()),
    clock,
    logger: silent,
    metrics: noMetrics,
  })
  return {
    ...archive,
    messages,
    notifications,
    projection,
    looking,
    startProjector,
    id,
    async settle() {
      relay.nudge()
      await vi.waitFor(async () => {
        const [row] = await archive.query<{ done: boolean }>(
          `SELECT NOT EXISTS (SELECT FROM live_outbox) AND p.position = h.position AS done
             FROM projections p, live_head h WHERE p.name = 'notifications'`,
        )
        if (row?.done !== true) throw new Error('not yet')
      }, 20_000)
    },
    async told(name, query = {}) {
      const page = await notifications.reader.list(archive.person(name), NotificationsQuery.parse(query))
      return page.items.map(({ title, read }) => `${read ? '' : '* '}${title}`)
    },
    unread: async (name) => (await notifications.reader.counts(archive.person(name))).unread,
    async forget() {
      looking.clear()
      await archive.query('DELETE FROM notifications')
      await archive.query('DELETE FROM notification_readers')
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([relay.close(), ...projectors.map((projector) => projector.close())])
      await archive[Symbol.asyncDispose]()
    },
  }
}

/** A system notification with nothing special about it. */
export const words = (more: object = {}) => ({
  id: uuidv7(),
  severity: 'info' as const,
  title: 'Lifts are out',
  message: 'Use the stairs until noon.',
  ...more,
})
