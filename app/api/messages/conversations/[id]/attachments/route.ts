import { getWardline } from '@/lib/composition.ts'
import { MESSAGE_ATTACHMENT_MAX_BYTES, MessageAttachment } from '@/lib/domains/messages/contract.ts'
import { IdParams } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'
import { readBytes } from '@/lib/platform/http/readBytes.ts'
import { readFileName } from '@/lib/platform/http/readFileName.ts'

const TOO_LARGE = `A file may have at most ${MESSAGE_ATTACHMENT_MAX_BYTES / 1024 / 1024} MB.`

export const POST = defineRoute({
  method: 'POST',
  summary: 'Bring a file for a message: its bytes are the body, its percent-encoded name is in X-File-Name',
  access: 'actor',
  params: IdParams,
  rawBody: true,
  response: MessageAttachment,
  status: 201,
  limit: { points: 60, seconds: 60 },
  handle: (call) =>
    getWardline().messages.files.add(call, call.params.id, {
      name: readFileName(call.request.headers),
      read: () => readBytes(call.request, MESSAGE_ATTACHMENT_MAX_BYTES, TOO_LARGE),
    }),
})
