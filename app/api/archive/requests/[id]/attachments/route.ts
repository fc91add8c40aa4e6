import { getWardline } from '@/lib/composition.ts'
import { Attachment, ATTACHMENT_MAX_BYTES } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { IdParams } from '@/lib/domains/archive/server/archiveQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { readBytes } from '@/lib/platform/http/readBytes.ts'
import { readFileName } from '@/lib/platform/http/readFileName.ts'

const TOO_LARGE = `A file may have at most ${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB.`

export const POST = defineRoute({
  method: 'POST',
  summary: 'Put a file on a request: its bytes are the body, its percent-encoded name is in X-File-Name',
  access: 'actor',
  params: IdParams,
  rawBody: true,
  response: Attachment,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) =>
    getWardline().archive.attachments.add(call, call.params.id, {
      name: readFileName(call.request.headers),
      read: () => readBytes(call.request, ATTACHMENT_MAX_BYTES, TOO_LARGE),
    }),
})
