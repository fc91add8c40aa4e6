import { getWardline } from '@/lib/composition.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Mark a notification as unread',
  access: 'actor',
  params: IdParams,
  limit: { points: 600, seconds: 60 },
  handle: (call) => getWardline().notifications.reader.unread(call, call.params.id),
})
