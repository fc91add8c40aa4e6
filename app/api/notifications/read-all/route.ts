import { getWardline } from '@/lib/composition.ts'
import { ReadAllRequest } from '@/lib/domains/notifications/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Mark all notifications up to a number as read',
  access: 'actor',
  body: ReadAllRequest,
  limit: { points: 120, seconds: 60 },
  handle: (call) => getWardline().notifications.reader.readAll(call, call.body.up_to),
})
