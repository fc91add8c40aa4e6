import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import type {
  ArchiveRequest,
  Decision,
  DecisionInput,
  RequestCreate,
  RequestKind,
  RequestPage,
  RequestUpdate,
} from '../contract.ts'
import { mayDeleteRequest, mayEditRequest, type Asker } from '../policy.ts'
import { isEditable, isOpen, isRemovable } from '../requestFlow.ts'
import type { ArchiveCall } from './archiveCall.ts'
import type { RequestQuery } from './archiveQueries.ts'
import { checkVersion } from './checkVersion.ts'
import { decideRequest } from './decideRequest.ts'
import { setCrates } from './holdCrates.ts'
import { lockCrates } from './lockRows.ts'
import { presentRequest, type RequestRow } from './presentRequest.ts'
import { getRequest, listRequests } from './requestReads.ts'
import type { SeriesNumber } from './takeNumber.ts'
import { editRequest, fileRequest, readForWrite } from './writeRequest.ts'

/** Requests for crates: filed, edited, decided. Throws AppErrors, which routes answer as they are. */
export interface RequestService {
  list(actor: Asker, query: RequestQuery): Promise<RequestPage>
  get(actor: Asker, id: string): Promise<ArchiveRequest>
  create(call: ArchiveCall, input: RequestCreate): Promise<ArchiveRequest>
  update(call: ArchiveCall, id: string, input: RequestUpdate): Promise<ArchiveRequest>
  decide(call: ArchiveCall, id: string, decided: Deciding): Promise<ArchiveRequest>
  remove(call: ArchiveCall, id: string): Promise<void>
}

/** A decision as a route hands it over. */
export interface Deciding {
  readonly decision: Decision
  readonly input: DecisionInput
}

interface Parts {
  readonly database: Database
  readonly nextNumber: (prefix: string) => Promise<SeriesNumber>
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

const PREFIX: Readonly<Record<RequestKind, string>> = { withdrawal: 'WR', transfer: 'TR', destruction: 'DR' }

export function createRequestService({ database, nextNumber, now }: Parts): RequestService {
  return {
    list: (actor, query) => listRequests(database.prisma, actor, query),
    get: (actor, id) => getRequest(database.prisma, actor, id),

    async create(call, input) {
      if (input.kind === 'destruction') {
        throw new AppError('validation_failed', {
          fields: { kind: 'Destruction cannot be requested yet. Ask for a withdrawal or a transfer.' },
        })
      }
      const number = await nextNumber(PREFIX[input.kind])
      return await once(database, call, (tx) => fileRequest(tx, call.actor, { input, number }))
    },

    async update(call, id, input) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        if (!mayEditRequest(call.actor, row)) throw new AppError('forbidden')
        checkVersion(input.version, row, () => presentRequest(row))
        if (!isEditable(row.status)) throw refusal(row, 'can no longer be changed.')
        return await editRequest(tx, call.actor, { row, input })
      })
    },

    async decide(call, id, { decision, input }) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        return await decideRequest(tx, call.actor, { row, decision, input, at: new Date(now()) })
      })
    },

    async remove(call, id) {
      await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: async (tx) => await removeRequest(tx, call.actor, id),
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

function once(
  database: Database,
  call: ArchiveCall,
  run: (tx: WardlineTx) => Promise<ArchiveRequest>,
): Promise<ArchiveRequest> {
  return onceInTransaction(database, {
    stamp: call.stamp,
    idempotency: call.idempotency,
    run,
    resourceId: (request) => request.id,
    replay: (tx, id) => getRequest(tx, call.actor, id),
  })
}

async function removeRequest(tx: WardlineTx, actor: Asker, id: string): Promise<string> {
  const row = await readForWrite(tx, actor, id)
  if (!mayDeleteRequest(actor, row)) throw new AppError('forbidden')
  if (!isRemovable(row.status)) throw refusal(row, "is part of the archive's record and stays.")
  if (isOpen(row.kind, row.status)) {
    const ids = row.crates.map(({ crate }) => crate.id)
    await lockCrates(tx, ids)
    await setCrates(tx, ids, { status: 'stored' })
  }
  await tx.archiveRequest.delete({ where: { id } })
  return id
}

const refusal = (row: RequestRow, rest: string) =>
  new AppError('conflict', { message: `${row.number} ${rest}`, current: presentRequest(row) })
