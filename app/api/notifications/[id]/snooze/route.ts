import { getWardline } from '@/lib/composition.ts'
import { SnoozeRequest } from '@/lib/domains/notifications/contract.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Put a notification off until then',
  access: 'actor',
  params: IdParams,
  body: SnoozeRequest,
  limit: { points: 600, seconds: 60 },
  handle: (call) =>
    getWardline().notifications.reader.snooze(call, call.params.id, {
      until: call.body.until === null ? null : new Date(call.body.until),
      group: call.body.group ?? false,
    }),
})
