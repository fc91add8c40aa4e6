import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import type { Prisma } from '../../../platform/database/generated/client.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import type { CommentCreate, CommentList, RequestComment } from '../contract/archiveRequest.ts'
import { mayComment, mayReadRequest, mayRemoveComment, type Asker } from '../policy.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { DeskActor } from '../../identity/contract.ts'

/**
 * What readers of a request say about it. A comment changes nothing of the request, not even its version: nobody's form
 * goes stale because somebody talks. Throws AppErrors, which routes answer as they are.
 */
export interface CommentService {
  /** Oldest first; of very many, the newest. */
  list(actor: Asker, requestId: string): Promise<CommentList>
  create(call: ServiceCall<DeskActor>, requestId: string, input: CommentCreate): Promise<RequestComment>
  remove(call: ServiceCall<DeskActor>, requestId: string, id: string): Promise<void>
}

const MOST = 1_000
const COMMENT_PARTS = { author: { select: { id: true, name: true } } } satisfies Prisma.ArchiveCommentInclude
type CommentRow = Prisma.ArchiveCommentGetPayload<{ include: typeof COMMENT_PARTS }>

export function createCommentService({ database }: { readonly database: Database }): CommentService {
  return {
    async list(actor, requestId) {
      await readRequest(database.prisma, actor, requestId)
      const rows = await database.prisma.archiveComment.findMany({
        where: { requestId },
        include: COMMENT_PARTS,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST,
      })
      return { items: rows.toReversed().map(presentComment) }
    },

    async create(call, requestId, input) {
      return await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: (tx) => say(tx, call.actor, { ...input, requestId }),
        resourceId: (comment) => comment.id,
        replay: async (tx, id) => {
          await readRequest(tx, call.actor, requestId)
          return presentComment(await findComment(tx, requestId, id))
        },
      })
    },

    async remove(call, requestId, id) {
      await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: async (tx) => {
          await readRequest(tx, call.actor, requestId)
          const row = await findComment(tx, requestId, id)
          if (!mayRemoveComment(call.actor, row.authorId)) throw new AppError('forbidden')
          await tx.archiveComment.deleteMany({ where: { id } })
          return id
        },
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

/** Throws not_found where there is no such request or the actor may not read it. */
async function readRequest(tx: WardlineTx, actor: Asker, id: string) {
  const request = await tx.archiveRequest.findUnique({
    where: { id },
    select: { unitId: true, toUnitId: true },
  })
  if (request === null) throw new AppError('not_found')
  if (!mayReadRequest(actor, request)) throw new AppError('not_found', { denied: true })
  return request
}

async function findComment(tx: WardlineTx, requestId: string, id: string): Promise<CommentRow> {
  const row = await tx.archiveComment.findFirst({ where: { id, requestId }, include: COMMENT_PARTS })
  if (row === null) throw new AppError('not_found')
  return row
}

async function say(
  tx: WardlineTx,
  actor: Asker,
  { requestId, id = uuidv7(), body }: CommentCreate & { readonly requestId: string },
): Promise<RequestComment> {
  // Against its removal only: decisions and edits go on meanwhile.
  await tx.$queryRaw`SELECT id FROM archive_requests WHERE id = ${requestId}::uuid FOR KEY SHARE`
  const request = await readRequest(tx, actor, requestId)
  if (!mayComment(actor, request)) throw new AppError('forbidden')
  const taken = await tx.archiveComment.findUnique({ where: { id }, include: COMMENT_PARTS })
  if (taken !== null) {
    const isRepeat = taken.requestId === requestId && taken.authorId === actor.userId && taken.body === body
    if (isRepeat) return presentComment(taken)
    throw new AppError('conflict', { message: 'This id is taken.' })
  }
  return presentComment(
    await tx.archiveComment.create({
      data: { id, requestId, unitId: request.unitId, authorId: actor.userId, body },
      include: COMMENT_PARTS,
    }),
  )
}

const presentComment = ({ id, author, body, createdAt }: CommentRow): RequestComment => ({
  id,
  author,
  body,
  created_at: createdAt.toISOString(),
})
