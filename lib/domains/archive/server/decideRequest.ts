import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import type { ArchiveRequest, Decision, DecisionInput } from '../contract/archiveRequest.ts'
import { mayDecide, type Asker } from '../policy.ts'
import { isOpen, outcomeOf, type Outcome } from '../requestFlow.ts'
import { checkRetention } from './checkRetention.ts'
import { checkVersion } from './checkVersion.ts'
import { setCrates } from './holdCrates.ts'
import { lockCrates } from './lockRows.ts'
import { presentRequest, type RequestRow } from './presentRequest.ts'
import { present } from './writeRequest.ts'

/** A decision on a locked request. */
export interface Decided {
  readonly row: RequestRow
  readonly decision: Decision
  readonly input: DecisionInput
  readonly at: Date
  /** The site's day. */
  readonly today: string
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
  await moveCrates(tx, actor, decided, outcome)
  await recordSendBack(tx, actor, decided)
  await recordWord(tx, actor, decided, outcome)
  await tx.archiveRequest.update({
    where: { id: row.id },
    data: { status: outcome.status, version: { increment: 1 }, ...traceOf(actor, decided, outcome) },
  })
  return await present(tx, row.id)
}

function refusal(actor: Asker, row: RequestRow, decision: Decision): AppError {
  if (decision !== 'approve' && decision !== 'reject' && decision !== 'send-back') {
    return new AppError('forbidden')
  }
  if (row.createdById === actor.userId) {
    return new AppError('forbidden', { message: 'Nobody decides on their own request.' })
  }
  const wasFirst = row.kind === 'destruction' && row.releasedById === actor.userId
  return new AppError(
    'forbidden',
    wasFirst ? { message: 'You have said yes already. A second manager decides now.' } : {},
  )
}

async function moveCrates(
  tx: WardlineTx,
  actor: Asker,
  { row, decision, at, today }: Decided,
  outcome: Outcome,
): Promise<void> {
  const destroys = row.kind === 'destruction' && decision === 'approve'
  if (outcome.crates === 'requested' && !destroys) return
  // Those that came back one by one may have been asked for by somebody else since.
  const ids = row.crates.filter(({ returnedAt }) => returnedAt === null).map(({ crate }) => crate.id)
  const crates = new Map((await lockCrates(tx, ids)).map((crate) => [crate.id, crate]))
  // At each yes anew: the dates may have been changed since it was asked for.
  if (destroys)
    checkRetention(
      ids.flatMap((id) => crates.get(id) ?? []),
      today,
    )
  if (outcome.crates === 'requested') return
  const unitId = outcome.moves ? row.toUnitId : null
  await setCrates(tx, ids, { status: outcome.crates, ...(unitId !== null && { unitId }) })
  if (decision === 'return') {
    await tx.archiveRequestCrate.updateMany({
      where: { requestId: row.id, returnedAt: null },
      data: { returnedAt: at, returnedById: actor.userId },
    })
  }
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
    await tx.sendBack.updateMany({
      where: { requestId: row.id, answeredAt: null },
      data: { answeredAt: at, answeredById: actor.userId },
    })
  }
}

/** The request keeps the word that it was closed with. Words on the way to there are said as comments, so that none is lost. */
async function recordWord(
  tx: WardlineTx,
  actor: Asker,
  { row, decision, input, at }: Decided,
  outcome: Outcome,
): Promise<void> {
  const isKept = decision === 'send-back' || !isOpen(row.kind, outcome.status)
  if (isKept || input.reason === undefined) return
  const { id: requestId, unitId } = row
  await tx.archiveComment.create({
    data: { id: uuidv7(), requestId, unitId, authorId: actor.userId, body: input.reason, createdAt: at },
  })
}

/** Who did it, when, and what they said, on the request itself. */
function traceOf(
  actor: Asker,
  { decision, input, at }: Decided,
  outcome: Outcome,
): Prisma.ArchiveRequestUncheckedUpdateInput {
  if (decision === 'resubmit') return {}
  // Whoever said yes did not say it to what comes back.
  if (decision === 'send-back') return { releasedById: null, releasedAt: null }
  if (outcome.status === 'approved') return { releasedById: actor.userId, releasedAt: at }
  return { decidedById: actor.userId, decidedAt: at, decisionNote: input.reason ?? null }
}
