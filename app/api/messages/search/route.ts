import { getWardline } from '@/lib/composition.ts'
import { MessageSearchPage } from '@/lib/domains/messages/contract.ts'
import { SearchQuery } from '@/lib/domains/messages/server/messagesQueries.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Search one’s own conversations by words, newest first',
  access: 'actor',
  query: SearchQuery,
  response: MessageSearchPage,
  limit: { points: 60, seconds: 60 },
  handle: ({ actor, query }) => getWardline().messages.search.search(actor, query),
})
