import { createHash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { AppError } from '../../../platform/appError.ts'
import type { Database, WardlineTx } from '../../../platform/database/createDatabase.ts'
import { onceInTransaction } from '../../../platform/http/idempotency.ts'
import { ATTACHMENTS_PER_REQUEST, type Attachment } from '../contract/archiveRequest.ts'
import { mayAttach, mayReadRequest, mayRemoveAttachment, type Asker } from '../policy.ts'
import { isEditable, isOpen } from '../requestFlow.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { attachmentFile, type AttachmentFile } from '../../../platform/attachmentFile.ts'
import { ATTACHMENT_PARTS, presentAttachment } from './presentRequest.ts'
import { readForWrite } from './writeRequest.ts'
import type { DeskActor } from '../../identity/contract.ts'

/**
 * Files on requests. Like comments they leave the request's version alone: a file that is added makes nobody's form
 * stale. Throws AppErrors, which routes answer as they are.
 */
export interface AttachmentService {
  /** `read` is called once it is clear that the actor may add a file: nobody else's bytes are taken in. */
  add(call: ServiceCall<DeskActor>, requestId: string, upload: Upload): Promise<Attachment>
  download(actor: Asker, id: string): Promise<Download>
  remove(call: ServiceCall<DeskActor>, id: string): Promise<void>
}

export interface Upload {
  readonly name: string
  read(): Promise<Uint8Array<ArrayBuffer>>
}

export interface Download {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export function createAttachmentService({ database }: { readonly database: Database }): AttachmentService {
  return {
    async add(call, requestId, upload) {
      await checkMayAttach(database.prisma, call.actor, requestId)
      const file = await attachmentFile(upload.name, await upload.read())
      return await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency && {
          ...call.idempotency,
          requestHash: fingerprint(call.idempotency.requestHash, file),
        },
        run: (tx) => keep(tx, call.actor, { requestId, file }),
        resourceId: (attachment) => attachment.id,
        replay: async (tx, id) => {
          await readForWrite(tx, call.actor, requestId)
          const row = await tx.archiveAttachment.findUnique({ where: { id }, select: ATTACHMENT_PARTS })
          if (row === null) throw new AppError('not_found')
          return presentAttachment(row)
        },
      })
    },

    async download(actor, id) {
      const row = await database.prisma.archiveAttachment.findUnique({
        where: { id },
        select: { name: true, mediaType: true, request: { select: { unitId: true, toUnitId: true } } },
      })
      if (row === null) throw new AppError('not_found')
      if (!mayReadRequest(actor, row.request)) throw new AppError('not_found', { denied: true })
      const content = await database.prisma.archiveAttachmentBytes.findUnique({ where: { attachmentId: id } })
      if (content === null) throw new AppError('not_found')
      return { name: row.name, mediaType: row.mediaType, bytes: content.bytes }
    },

    async remove(call, id) {
      await onceInTransaction(database, {
        stamp: call.stamp,
        idempotency: call.idempotency,
        run: (tx) => takeOff(tx, call.actor, id),
        resourceId: (done) => done,
        replay: (_tx, done) => Promise.resolve(done),
      })
    },
  }
}

/** A repetition under one Idempotency-Key is the same file under the same name. */
const fingerprint = (of: string, { name, bytes }: AttachmentFile): string =>
  createHash('sha256').update(`${of} ${name} `).update(bytes).digest('hex')

async function checkMayAttach(db: WardlineTx, actor: Asker, requestId: string): Promise<void> {
  const request = await db.archiveRequest.findUnique({
    where: { id: requestId },
    select: { number: true, kind: true, status: true, unitId: true, toUnitId: true },
  })
  if (request === null) throw new AppError('not_found')
  if (!mayReadRequest(actor, request)) throw new AppError('not_found', { denied: true })
  if (!mayAttach(actor, request)) throw new AppError('forbidden')
  if (!isOpen(request.kind, request.status)) {
    throw new AppError('conflict', { message: `${request.number} is closed: nothing is put on it any more.` })
  }
}

async function keep(
  tx: WardlineTx,
  actor: Asker,
  { requestId, file }: { readonly requestId: string; readonly file: AttachmentFile },
): Promise<Attachment> {
  const request = await readForWrite(tx, actor, requestId)
  // Once more, since the upload took its time.
  await checkMayAttach(tx, actor, requestId)
  if (request.attachments.length >= ATTACHMENTS_PER_REQUEST) {
    throw new AppError('conflict', {
      message: `${request.number} has ${ATTACHMENTS_PER_REQUEST} files already: remove one first.`,
    })
  }
  const { name, mediaType, bytes } = file
  const row = await tx.archiveAttachment.create({
    data: {
      id: uuidv7(),
      requestId,
      unitId: request.unitId,
      name,
      mediaType,
      size: bytes.byteLength,
      uploadedById: actor.userId,
    },
    select: ATTACHMENT_PARTS,
  })
  await tx.archiveAttachmentBytes.create({
    data: { attachmentId: row.id, bytes },
    select: { attachmentId: true },
  })
  return presentAttachment(row)
}

async function takeOff(tx: WardlineTx, actor: Asker, id: string): Promise<string> {
  const row = await tx.archiveAttachment.findUnique({
    where: { id },
    select: { requestId: true, uploadedById: true },
  })
  if (row === null) throw new AppError('not_found')
  const request = await readForWrite(tx, actor, row.requestId)
  if (!mayRemoveAttachment(actor, request, row.uploadedById)) throw new AppError('forbidden')
  if (!isEditable(request.status)) {
    throw new AppError('conflict', {
      message: `${request.number} has been decided on: its files stay with it.`,
    })
  }
  await tx.archiveAttachment.deleteMany({ where: { id } })
  return id
}
