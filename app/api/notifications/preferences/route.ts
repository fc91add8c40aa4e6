import { getWardline } from '@/lib/composition.ts'
import { Preferences, PreferencesUpdate } from '@/lib/domains/notifications/contract/delivery.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'How one wants to be told beyond the desk',
  access: 'actor',
  response: Preferences,
  handle: ({ actor }) => getWardline().deliveries.preferences.read(actor),
})

export const PATCH = defineRoute({
  method: 'PATCH',
  summary: 'Change how one wants to be told; what is absent stays',
  access: 'actor',
  body: PreferencesUpdate,
  response: Preferences,
  limit: { points: 60, seconds: 60 },
  handle: (call) => getWardline().deliveries.preferences.update(call, call.body),
})
