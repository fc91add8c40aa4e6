import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { RetentionRule as RuleRow } from '../../../platform/database/generated/client.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import type {
  RetentionRule,
  RetentionRuleCreate,
  RetentionRuleList,
  RetentionRuleUpdate,
} from '../contract/retentionRule.ts'
import { mayKeepRules } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { checkVersion } from './checkVersion.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** How long records of a kind are kept: read by everybody, kept by admins. Throws AppErrors, which routes answer as they are. */
export interface RetentionRuleService {
  /** By name. */
  list(): Promise<RetentionRuleList>
  create(call: ServiceCall<DeskActor>, input: RetentionRuleCreate): Promise<RetentionRule>
  update(call: ServiceCall<DeskActor>, id: string, input: RetentionRuleUpdate): Promise<RetentionRule>
  /** Throws conflict while a crate is kept by it. */
  remove(call: ServiceCall<DeskActor>, id: string): Promise<void>
}

export function createRetentionRuleService({
  database,
}: {
  readonly database: Database
}): RetentionRuleService {
  const once = async (call: ServiceCall<DeskActor>, run: (tx: WardlineTx) => Promise<RuleRow>) => {
    if (!mayKeepRules(call.actor)) throw new AppError('forbidden')
    const row = await onceInTransaction(database, {
      stamp: call.stamp,
      idempotency: call.idempotency,
      run,
      resourceId: ({ id }) => id,
      replay: lockRule,
    })
    return presentRule(row)
  }
  return {
    async list() {
      const rows = await database.prisma.retentionRule.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
      return { items: rows.map(presentRule) }
    },

    create: (call, input) => once(call, (tx) => addRule(tx, input)),

    update: (call, id, input) =>
      once(call, async (tx) => {
        const row = await lockRule(tx, id)
        checkVersion(input.version, row, () => presentRule(row))
        const { name = row.name, years = row.years } = input
        if (name === row.name && years === row.years) return row
        await refuseSecond(tx, id, name)
        return await tx.retentionRule.update({
          where: { id },
          data: { name, years, version: { increment: 1 } },
        })
      }),

    async remove(call, id) {
      if (!mayKeepRules(call.actor)) throw new AppError('forbidden')
      await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: async (tx) => await removeRule(tx, id),
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

async function addRule(
  tx: WardlineTx,
  { id = uuidv7(), name, years }: RetentionRuleCreate,
): Promise<RuleRow> {
  const taken = await tx.retentionRule.findUnique({ where: { id } })
  if (taken !== null) {
    if (taken.version === 1 && taken.name === name && taken.years === years) return taken
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  await refuseSecond(tx, id, name)
  return await tx.retentionRule.create({ data: { id, name, years } })
}

/** Held until the transaction ends, also against crates that would begin to use it. */
async function lockRule(tx: WardlineTx, id: string): Promise<RuleRow> {
  await tx.$queryRaw`SELECT id FROM retention_rules WHERE id = ${id}::uuid FOR UPDATE`
  const row = await tx.retentionRule.findUnique({ where: { id } })
  if (row === null) throw new AppError('not_found')
  return row
}

async function removeRule(tx: WardlineTx, id: string): Promise<string> {
  const row = await lockRule(tx, id)
  const used = await tx.crate.count({ where: { retentionRuleId: id } })
  if (used > 0) {
    const crates = used === 1 ? 'One crate is' : `${used.toLocaleString('en')} crates are`
    throw new AppError('conflict', {
      message: `${crates} kept by this rule. Give them another one first.`,
      current: presentRule(row),
    })
  }
  await tx.retentionRule.delete({ where: { id } })
  return id
}

/** Names differ by more than capitals: imports find rules by them. */
async function refuseSecond(tx: WardlineTx, id: string, name: string): Promise<void> {
  const [other] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM retention_rules WHERE lower(name) = lower(${name}) AND id <> ${id}::uuid LIMIT 1`
  if (other)
    throw new AppError('validation_failed', { fields: { name: 'There is a rule of this name already.' } })
}

/** The only shape in which a rule leaves the server. */
const presentRule = ({ id, name, years, version }: RuleRow): RetentionRule => ({ id, name, years, version })
