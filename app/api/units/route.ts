import { getWardline } from '@/lib/composition.ts'
import { UnitList } from '@/lib/domains/identity/contract.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'All units, by name',
  response: UnitList,
  access: 'actor',
  handle: async () => ({ items: await getWardline().identity.directory.units() }),
})
