import { getWardline } from '@/lib/composition.ts'
import { PeopleList } from '@/lib/domains/identity/contract.ts'
import { PeopleQuery } from '@/lib/domains/identity/server/peopleQuery.ts'
import { defineRoute } from '@/lib/platform/http/defineRoute.ts'

export const GET = defineRoute({
  method: 'GET',
  summary: 'What people are called, by their ids (those of nobody are left out) or by words of their names',
  access: 'actor',
  query: PeopleQuery,
  response: PeopleList,
  async handle({ actor, query: { ids, q = '' } }) {
    const { directory } = getWardline().identity
    return { items: await (ids === undefined ? directory.find(actor, q) : directory.people(actor, ids)) }
  },
})
