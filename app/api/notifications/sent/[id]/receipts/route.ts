import { getWardline } from '@/lib/composition.ts'
import { Receipts } from '@/lib/domains/notifications/contract.ts'
import { IdParams } from '@/lib/domains/notifications/server/notificationsQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'See who has acknowledged what one has sent, when and on which device',
  access: 'actor',
  params: IdParams,
  response: Receipts,
  handle: ({ actor, params }) => getWardline().notifications.sender.receipts(actor, params.id),
})
