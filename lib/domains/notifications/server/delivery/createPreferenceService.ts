import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod'
import { AppError } from '../../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../../platform/database/createDatabase.ts'
import type { NotificationProfile } from '../../../../platform/database/generated/client.ts'
import type { DeskActor } from '../../../identity/contract.ts'
import {
  CHANNELS,
  Choices,
  QuietRange,
  type Channel,
  type Preferences,
  type PreferencesUpdate,
} from '../../contract/delivery.ts'
import type { DeliveryCall } from './deliveryCall.ts'
import { isQuiet, quietUntil, wallClockOf } from './quietHours.ts'
import { readRules } from './readRules.ts'

/** How people want to be told, each for themselves. Throws AppErrors, which routes answer as they are. */
export interface PreferenceService {
  read(actor: DeskActor): Promise<Preferences>
  /** What is absent stays. Throws validation_failed where no minute of the week would be left. */
  update(call: DeliveryCall, input: PreferencesUpdate): Promise<Preferences>
}

export interface PreferenceOptions {
  readonly database: Database
  readonly siteTimeZone: string
  readonly available: readonly Channel[]
  /** What browsers subscribe with; null: this site sends no push. */
  readonly pushKey: string | null
  readonly clock: { now(): number }
}

const Ranges = z.array(QuietRange)
const WEEK_MINUTES = 7 * 24 * 60

export function createPreferenceService(o: PreferenceOptions): PreferenceService {
  const { database, clock } = o
  const wallClock = wallClockOf(o.siteTimeZone)

  async function read({ userId, email, sessionId }: DeskActor): Promise<Preferences> {
    const now = clock.now()
    const { prisma } = database
    const [profile, rules, devices] = await Promise.all([
      prisma.notificationProfile.findUnique({ where: { userId } }),
      readRules(prisma),
      prisma.pushSubscription.findMany({
        where: { userId, session: { revokedAt: null, expiresAt: { gt: new Date(now) } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    ])
    const ranges = rangesOf(profile)
    const until = quietUntil(now, ranges, wallClock)
    return {
      email,
      phone: profile?.phone ?? null,
      quiet_hours: ranges,
      time_zone: o.siteTimeZone,
      quiet_until: until === null ? null : new Date(until).toISOString(),
      choices: choicesOf(profile),
      rules,
      available: [...o.available],
      push_key: o.pushKey,
      devices: devices.map((row) => ({
        id: row.id,
        device: row.device,
        created_at: row.createdAt.toISOString(),
        current: row.sessionId === sessionId,
      })),
    }
  }

  return {
    read,
    async update({ actor, stamp }, input) {
      if (input.quiet_hours && leavesNothing(input.quiet_hours)) {
        throw new AppError('validation_failed', {
          fields: { quiet_hours: 'Leave some time of the week that is not quiet.' },
        })
      }
      await database.inTransaction(stamp, (tx) => write(tx, actor.userId, input))
      return await read(actor)
    },
  }
}

/** One writer at a time for one person, so that choices made in two tabs add up. */
async function write(tx: WardlineTx, userId: string, input: PreferencesUpdate): Promise<void> {
  await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
  const before = await tx.notificationProfile.findUnique({ where: { userId } })
  const data = {
    ...(input.phone !== undefined && { phone: input.phone }),
    ...(input.quiet_hours && { quietHours: input.quiet_hours }),
    ...(input.choices && { choices: merge(choicesOf(before), input.choices) }),
  }
  await tx.notificationProfile.upsert({
    where: { userId },
    create: { id: uuidv7(), userId, ...data },
    update: data,
  })
}

function merge(before: Choices, added: Choices): Record<string, Record<string, boolean>> {
  const types = new Set([...Object.keys(before), ...Object.keys(added)] as (keyof Choices)[])
  return Object.fromEntries([...types].map((type) => [type, { ...before[type], ...added[type] }]))
}

/** What an older version wrote, and this one cannot read, counts as not said. */
function choicesOf(profile: NotificationProfile | null): Choices {
  const choices = Choices.safeParse(profile?.choices ?? {})
  return choices.success ? choices.data : {}
}

const rangesOf = (profile: NotificationProfile | null): QuietRange[] =>
  Ranges.catch([]).parse(profile?.quietHours ?? [])

const leavesNothing = (ranges: readonly QuietRange[]): boolean => {
  for (let minute = 0; minute < WEEK_MINUTES; minute += 1) if (!isQuiet(minute, ranges)) return false
  return true
}

/** The channels in their order that have a transport. */
export const availableOf = (has: Readonly<Record<Channel, unknown>>): Channel[] =>
  CHANNELS.filter((channel) => has[channel] !== null)
