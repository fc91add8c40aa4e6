import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest, Decision, DecisionInput } from '../contract.ts'
import { mayDecide, type Asker } from '../policy.ts'
import { outcomeOf, type Outcome } from '../requestFlow.ts'
import { checkVersion } from './checkVersion.ts'
import { setCrates } from './holdCrates.ts'
import { presentRequest, type RequestRow } from './presentRequest.ts'
import { present } from './writeRequest.ts'

/** A decision on a locked request. */
export interface Decided {
  readonly row: RequestRow
  readonly decision: Decision
  readonly input: DecisionInput
  readonly at: Date
}

/** Carries a decision out: on the request, on its crates, and in the record of who said what. */
export async function decideRequest(tx: WardlineTx, actor: Asker, decided: Decided): Promise<ArchiveRequest> {
  const { row, decision, input } = decided
  // First: who was late is told so, also where the decision that came before took the right away.
  checkVersion(input.version, row, () => presentRequest(row))
  if (!mayDecide(actor, row, decision)) throw refusal(actor, row, decision)
  const outcome = outcomeOf(row.kind, row.status, decision)
  if (outcome === null) {
    throw new AppError('conflict', {
      message: `${row.number} is ${row.status.replace('_', ' ')}: this cannot be done to it now.`,
      current: presentRequest(row),
    })
  }
  if (decision === 'send-back' && input.reason === undefined) {
    throw new AppError('validation_failed', { fields: { reason: 'Say what is missing.' } })
  }
  await moveCrates(tx, row, outcome)
  await recordSendBack(tx, actor, decided)
  await tx.archiveRequest.update({
    where: { id: row.id },
    data: { status: outcome.status, version: { increment: 1 }, ...traceOf(actor, decided, outcome) },
  })
  return await present(tx, row.id)
}

function refusal(actor: Asker, row: RequestRow, decision: Decision): AppError {
  const isOwn =
    row.createdById === actor.userId &&
    (decision === 'approve' || decision === 'reject' || decision === 'send-back')
  return new AppError('forbidden', isOwn ? { message: 'Nobody decides on their own request.' } : {})
}

async function moveCrates(tx: WardlineTx, row: RequestRow, outcome: Outcome): Promise<void> {
  if (outcome.crates === 'requested') return
  const ids = row.crates.map(({ crate }) => crate.id)
  await tx.$queryRaw`SELECT id FROM crates WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
  const unitId = outcome.moves ? row.toUnitId : null
  await setCrates(tx, ids, { status: outcome.crates, ...(unitId !== null && { unitId }) })
}

async function recordSendBack(
  tx: WardlineTx,
  actor: Asker,
  { row, decision, input, at }: Decided,
): Promise<void> {
  if (decision === 'send-back') {
    const { id: requestId, unitId } = row
    const reason = input.reason ?? ''
    await tx.sendBack.create({
      data: { id: uuidv7(), requestId, unitId, reason, sentById: actor.userId, createdAt: at },
    })
  }
  if (decision === 'resubmit') {
    await tx.sendBack.updateMany({ where: { requestId: row.id, answeredAt: null }, data: { answeredAt: at } })
  }
}

/** Who did it, when, and what they said, on the request itself. */
function traceOf(
  actor: Asker,
  { decision, input, at }: Decided,
  outcome: Outcome,
): Prisma.ArchiveRequestUncheckedUpdateInput {
  if (decision === 'send-back' || decision === 'resubmit') return {}
  if (outcome.crates === 'in_transfer') return { releasedById: actor.userId, releasedAt: at }
  return { decidedById: actor.userId, decidedAt: at, decisionNote: input.reason ?? null }
}
