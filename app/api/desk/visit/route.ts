import { getWardline } from '@/lib/composition.ts'
import { Visit, VisitUpdate } from '@/lib/domains/desk/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Up to where you have seen the activity, and how much came since',
  access: 'actor',
  response: Visit,
  handle: ({ actor }) => getWardline().desk.visits.read(actor),
})

export const PUT = defineRoute({
  method: 'PUT',
  summary: 'Say up to where you have seen the activity',
  access: 'actor',
  body: VisitUpdate,
  response: Visit,
  handle: (call) => getWardline().desk.visits.update(call, call.body),
})
