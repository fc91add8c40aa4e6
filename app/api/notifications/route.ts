import { getWardline } from '@/lib/composition.ts'
import { NotificationPage } from '@/lib/domains/notifications/contract.ts'
import { NotificationsQuery } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List one’s own notifications, unread ones first',
  access: 'actor',
  query: NotificationsQuery,
  response: NotificationPage,
  handle: ({ actor, query }) => getWardline().notifications.reader.list(actor, query),
})
