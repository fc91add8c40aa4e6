import { ACTIVITY_ENTITIES, type ActivityFilter } from '@/lib/domains/desk/contract.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the feed's filter from an address; what is not understood is left out. */
export function readActivityFilter(params: URLSearchParams): ActivityFilter {
  const entity = ACTIVITY_ENTITIES.find((known) => known === params.get('kind'))
  const person = params.get('person')
  const unit = params.get('unit')
  return {
    ...(entity !== undefined && { entity }),
    ...(person !== null && UUID.test(person) && { actor_id: person }),
    ...(unit !== null && UUID.test(unit) && { unit_id: unit }),
  }
}
