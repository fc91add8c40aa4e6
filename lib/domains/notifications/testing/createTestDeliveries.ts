import { v7 as uuidv7 } from 'uuid'
import { vi } from 'vitest'
import { createMailTransport } from '../../../platform/outbound/createMailTransport.ts'
import { createPushTransport } from '../../../platform/outbound/createPushTransport.ts'
import { createSmsTransport } from '../../../platform/outbound/createSmsTransport.ts'
import { vapidKeys } from '../../../platform/outbound/vapidKeys.ts'
import type { TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import { systemClock, type Clock } from '../../../realtime/server/clock.ts'
import type { EngineLogger } from '../../../realtime/server/engineLogger.ts'
import type { NotificationType } from '../contract.ts'
import { createDeliveryWorker, type DeliveryWorker } from '../server/delivery/createDeliveryWorker.ts'

/** A delivery as it stands in the database. */
export interface DeliveryState {
  readonly id: string
  readonly person: string
  readonly channel: string
  readonly state: string
  readonly reason: string | null
  readonly attempts: number
}

/** A notification to write. `to`: a person, else everybody of the unit. */
export interface Told {
  readonly to?: string
  readonly type?: NotificationType
  readonly severity?: string
  readonly title?: string
  readonly message?: string
  readonly link?: string
}

/** People with notifications on their way to peers. */
export interface TestDeliveries extends AsyncDisposable {
  readonly db: TestDatabase
  readonly people: Readonly<Record<string, string>>
  readonly logged: readonly string[]
  tell(told: Told): Promise<string>
  start(): DeliveryWorker
  /** Moves the time on, for what becomes due by it. */
  advance(ms: number): void
  now(): number
  states(): Promise<DeliveryState[]>
  /** Until nothing is under way any more, nor due. Returns how everything stands. */
  settled(): Promise<DeliveryState[]>
}

export interface TestDeliveriesOptions {
  /** Emptied first of what the last one left. */
  readonly db: TestDatabase
  readonly people: readonly string[]
  readonly mailUrl?: string
  readonly smsUrl?: string
  readonly hasPush?: boolean
  readonly attemptMs?: number
  readonly mailDelayMs?: number
  /** Where the time begins. Default: now. */
  readonly at?: string
}

export const TEST_PUSH = { subject: 'mailto:it@hospital.example', hosts: ['127.0.0.1'], allowPrivate: true }
const SECRET = 'ab'.repeat(32)

export async function createTestDeliveries(o: TestDeliveriesOptions): Promise<TestDeliveries> {
  const { db } = o
  for (const table of ['users', 'units', 'notifications', 'channel_rules', 'live_outbox']) {
    await db.query(`DELETE FROM ${table}`)
  }
  const unitId = uuidv7()
  await db.query(`INSERT INTO units (id, code, name) VALUES ($1, 'SURG', 'Surgery')`, [unitId])
  const people = Object.fromEntries(o.people.map((name) => [name, uuidv7()]))
  await db.query(
    `INSERT INTO users (id, email, name, role, unit_id, password_hash, updated_at, belongs_since)
     SELECT id, name || '@hospital.example', name, 'nurse', $3, 'x', now(), '2000-01-01'
       FROM unnest($1::uuid[], $2::text[]) AS person (id, name)`,
    [Object.values(people), Object.keys(people), unitId],
  )
  let shift = o.at === undefined ? 0 : Date.parse(o.at) - Date.now()
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + shift }
  const logged: string[] = []
  const log = (...said: unknown[]): void => void logged.push(JSON.stringify(said))
  const logger: EngineLogger = { debug: log, info: log, warn: log, error: log }
  const workers: DeliveryWorker[] = []
  const states = (): Promise<DeliveryState[]> =>
    db.query<DeliveryState & Record<string, unknown>>(
      `SELECT d.id, u.name AS person, d.channel::text, d.state::text, d.reason, d.attempts
         FROM deliveries d JOIN users u ON u.id = d.user_id ORDER BY u.name, d.channel, d.created_at, d.id`,
    )
  const isBusy = async (): Promise<boolean> => {
    const [row] = await db.query<{ busy: boolean }>(
      `SELECT EXISTS (SELECT FROM notification_plans) OR EXISTS (SELECT FROM deliveries WHERE state = 'sending'
          OR (state IN ('planned', 'held', 'failed') AND due_at <= $1)) AS busy`,
      [new Date(clock.now())],
    )
    return row?.busy === true
  }
  return {
    db,
    people,
    logged,
    states,
    now: () => clock.now(),
    advance: (ms) => void (shift += ms),
    async tell({ to, type = 'request_decided', severity = 'info', title, message, link }) {
      const id = uuidv7()
      await db.query(
        `INSERT INTO notifications (id, type, severity, audience_kind, user_id, unit_id, title, message, link, created_at)
         VALUES ($1, $2, $3::notification_severity, $4::audience_kind, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          type,
          severity,
          to ? 'user' : 'unit',
          to ? people[to] : null,
          to ? null : unitId,
          title,
          message,
          link,
          new Date(clock.now()),
        ],
      )
      return id
    },
    start() {
      const worker = createDeliveryWorker({
        database: db.database,
        transports: {
          email: o.mailUrl ? createMailTransport({ url: o.mailUrl, from: 'w@hospital.example' }) : null,
          sms: o.smsUrl
            ? createSmsTransport({
                kind: 'gateway',
                url: `${o.smsUrl}/sms`,
                method: 'post',
                headers: { 'content-type': 'application/json' },
                body: '{"to":"{to}","text":"{text}","id":"{id}"}',
              })
            : null,
          push: o.hasPush ? createPushTransport(TEST_PUSH, vapidKeys(SECRET)) : null,
        },
        publicUrl: 'https://wardline.example',
        siteTimeZone: 'Europe/Berlin',
        mailDelayMs: o.mailDelayMs ?? 0,
        clock,
        logger,
        random: () => 1,
        ...(o.attemptMs !== undefined && { attemptMs: o.attemptMs }),
      })
      workers.push(worker)
      return worker
    },
    async settled() {
      await vi.waitFor(
        async () => {
          for (const worker of workers) worker.nudge()
          if (await isBusy()) throw new Error(`not settled: ${JSON.stringify(await states())}`)
        },
        { timeout: 20_000, interval: 25 },
      )
      return await states()
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}
