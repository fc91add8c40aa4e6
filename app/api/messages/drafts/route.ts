import { getWardline } from '@/lib/composition.ts'
import { DraftList } from '@/lib/domains/messages/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'List one’s own drafts',
  access: 'actor',
  response: DraftList,
  handle: ({ actor }) => getWardline().messages.drafts.list(actor),
})
