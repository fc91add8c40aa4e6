import { getWardline } from '@/lib/composition.ts'
import { ReadRequest } from '@/lib/domains/notifications/contract.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Mark a notification as read, or its group',
  access: 'actor',
  params: IdParams,
  body: ReadRequest,
  limit: { points: 600, seconds: 60 },
  handle: (call) => getWardline().notifications.reader.read(call, call.params.id, call.body.group ?? false),
})
