import { getWardline } from '@/lib/composition.ts'
import { SentPage } from '@/lib/domains/notifications/contract.ts'
import { SentQuery } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List what one has sent to people, roles, units and everyone',
  access: 'actor',
  query: SentQuery,
  response: SentPage,
  handle: ({ actor, query }) => getWardline().notifications.sender.sent(actor, query),
})
