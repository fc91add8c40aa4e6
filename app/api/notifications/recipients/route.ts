import { getWardline } from '@/lib/composition.ts'
import { RecipientCount, RecipientsRequest } from '@/lib/domains/notifications/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const POST = defineRoute({
  method: 'POST',
  summary: 'Count whom a system notification would be for',
  access: 'actor',
  body: RecipientsRequest,
  response: RecipientCount,
  limit: { points: 120, seconds: 60 },
  handle: ({ actor, body }) => getWardline().notifications.sender.recipients(actor, body.audience),
})
