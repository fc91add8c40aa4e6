import { getWardline } from '@/lib/composition.ts'
import { Notification } from '@/lib/domains/notifications/contract.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Read one notification of one’s own',
  access: 'actor',
  params: IdParams,
  response: Notification,
  handle: ({ actor, params }) => getWardline().notifications.reader.get(actor, params.id),
})
