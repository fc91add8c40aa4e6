import { getWardline } from '@/lib/composition.ts'
import { NotificationCounts } from '@/lib/domains/notifications/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Count one’s own unread notifications',
  access: 'actor',
  response: NotificationCounts,
  handle: ({ actor }) => getWardline().notifications.reader.counts(actor),
})
