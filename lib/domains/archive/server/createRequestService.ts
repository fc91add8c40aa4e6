import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import { readAlone, type Share } from '../../../platform/live/createSharedResults.ts'
import type {
  ArchiveRequest,
  Decision,
  DecisionInput,
  ReopenInput,
  RequestCreate,
  RequestKind,
  RequestPage,
  RequestUpdate,
} from '../contract/archiveRequest.ts'
import { mayDeleteRequest, mayEditRequest, type Asker } from '../policy.ts'
import { isEditable, isOpen, isRemovable } from '../requestFlow.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { RequestExportQuery, RequestQuery } from './archiveQueries.ts'
import { archiveScope } from './archiveScope.ts'
import { checkVersion } from './checkVersion.ts'
import { decideRequest } from './decideRequest.ts'
import { setCrates } from './holdCrates.ts'
import { lockCrates } from './lockRows.ts'
import { presentRequest, type RequestRow } from './presentRequest.ts'
import { getRequest, listRequests, walkRequests } from './requestReads.ts'
import { readInScope } from './readInScope.ts'
import { reopenWithdrawal } from './reopenWithdrawal.ts'
import type { SiteCalendar } from './siteDay.ts'
import type { SeriesNumber } from './takeNumber.ts'
import { editRequest, fileRequest, readForWrite } from './writeRequest.ts'
import type { DeskActor } from '../../identity/contract.ts'

/** Requests for crates: filed, edited, decided. Throws AppErrors, which routes answer as they are. */
export interface RequestService {
  list(actor: Asker, query: RequestQuery, share?: Share): Promise<RequestPage>
  /** All requests of a list, some at a time. */
  walk(actor: Asker, query: RequestExportQuery): AsyncIterable<readonly ArchiveRequest[]>
  get(actor: Asker, id: string): Promise<ArchiveRequest>
  create(call: ServiceCall<DeskActor>, input: RequestCreate): Promise<ArchiveRequest>
  update(call: ServiceCall<DeskActor>, id: string, input: RequestUpdate): Promise<ArchiveRequest>
  decide(call: ServiceCall<DeskActor>, id: string, decided: Deciding): Promise<ArchiveRequest>
  /** Takes back that one has just confirmed the return of a withdrawal. */
  reopen(call: ServiceCall<DeskActor>, id: string, input: ReopenInput): Promise<ArchiveRequest>
  remove(call: ServiceCall<DeskActor>, id: string): Promise<void>
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
  readonly calendar: () => SiteCalendar
}

const waitingFor = (forWhom: Asker, isWanted: boolean | undefined) =>
  isWanted === undefined ? null : { forWhom, isWanted }

/** Rows that an export holds at a time. */
const WALK_ROWS = 200

const PREFIX: Readonly<Record<RequestKind, string>> = { withdrawal: 'WR', transfer: 'TR', destruction: 'DR' }

export function createRequestService({ database, nextNumber, now, calendar }: Parts): RequestService {
  const today = () => calendar().today
  return {
    list(actor, { waiting, ...query }, share = readAlone) {
      const days = calendar()
      return readInScope(waiting === undefined ? share : readAlone, actor, {
        query: 'requests',
        parameters: [query, days],
        run: (scope) =>
          listRequests(
            database.prisma,
            { scope, calendar: days, waiting: waitingFor(actor, waiting) },
            query,
          ),
      })
    },
    walk: (actor, { waiting, ...asked }) =>
      walkRequests(
        database.prisma,
        { scope: archiveScope(actor), calendar: calendar(), asked, waiting: waitingFor(actor, waiting) },
        WALK_ROWS,
      ),
    get: (actor, id) => getRequest(database.prisma, actor, id),

    async create(call, input) {
      const number = await nextNumber(PREFIX[input.kind])
      return await once(database, call, (tx) =>
        fileRequest(tx, call.actor, { input, number, today: today() }),
      )
    },

    async update(call, id, input) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        if (!mayEditRequest(call.actor, row)) throw new AppError('forbidden')
        checkVersion(input.version, row, () => presentRequest(row))
        if (!isEditable(row.status)) throw refusal(row, 'can no longer be changed.')
        return await editRequest(tx, call.actor, { row, input, today: today() })
      })
    },

    async decide(call, id, { decision, input }) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        const at = new Date(now())
        return await decideRequest(tx, call.actor, { row, decision, input, at, today: today() })
      })
    },

    async reopen(call, id, input) {
      return await once(database, call, async (tx) => {
        const row = await readForWrite(tx, call.actor, id)
        return await reopenWithdrawal(tx, call.actor, { row, input, at: new Date(now()) })
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
  call: ServiceCall<DeskActor>,
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
