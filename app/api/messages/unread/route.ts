import { getWardline } from '@/lib/composition.ts'
import { UnreadCount } from '@/lib/domains/messages/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Count what one has not read',
  access: 'actor',
  response: UnreadCount,
  handle: ({ actor }) => getWardline().messages.unread(actor),
})
