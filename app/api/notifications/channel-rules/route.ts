import { getWardline } from '@/lib/composition.ts'
import { ChannelRuleList, ChannelRuleUpdate } from '@/lib/domains/notifications/contract/delivery.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'Which channels the site always or never uses; admins only',
  access: 'actor',
  response: ChannelRuleList,
  handle: ({ actor }) => getWardline().deliveries.outbox.rules(actor),
})

export const PUT = defineRoute({
  method: 'PUT',
  summary: 'Decide for everybody whether a channel is used for a type; admins only',
  access: 'actor',
  body: ChannelRuleUpdate,
  response: ChannelRuleList,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().deliveries.outbox.setRule(call, call.body),
})
