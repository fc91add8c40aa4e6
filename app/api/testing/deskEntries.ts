import { v7 as uuidv7 } from 'uuid'
import type { ActivityPage } from '@/lib/domains/desk/contract.ts'
import { ownsFilter, activityScope } from '@/lib/domains/desk/policy.ts'
import { readsUnit } from '@/lib/domains/identity/policy.ts'
import type { Asker } from './createHospital.ts'
import { json, idsOf, type RouteEntry, type Trial } from './routeTrial.ts'

/** Tries at a filter of one's own, and at one of somebody else's. */
const atFilters =
  (sent: (id: string) => Trial['sent']): RouteEntry =>
  async ({ hospital, things }, { actor }) =>
    await Promise.all(
      [actor.userId, hospital.somebody.userId].map(async (userId) => ({
        about: userId === actor.userId ? 'an own filter' : 'a filter of another',
        sent: sent(await things.filter(userId)),
        expected: ownsFilter(actor, { userId }) ? ('yes' as const) : ('hidden' as const),
      })),
    )

/** Positions, with whether the number of what it is about is told. */
const told = (body: unknown): (readonly [number, boolean])[] =>
  (body as ActivityPage).items
    .map(({ position, subject }) => [position, subject?.number !== null] as const)
    .toSorted(([a], [b]) => a - b)

const isInScope = ({ actor }: Asker, unitId: string, asked?: string): boolean => {
  const scope = activityScope(actor, asked)
  return scope === 'all' || (scope !== 'none' && scope.unitId === unitId)
}

export const DESK_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/desk/activity': async ({ hospital, fixed }, asker) =>
    [undefined, ...Object.values(hospital.units)].map((asked) => ({
      about: asked === undefined ? 'all there is' : 'of one unit',
      sent: asked === undefined ? {} : { query: `?unit_id=${asked}` },
      expected: 'yes' as const,
      shows: {
        wanted: fixed.activity
          .filter(({ unitId }) => isInScope(asker, unitId, asked) && readsUnit(asker.actor, unitId))
          .map(({ position, subjectUnitId }) => [position, readsUnit(asker.actor, subjectUnitId)]),
        seen: ({ json: body }) => told(body),
      },
    })),
  'GET /api/desk/filters': async ({ hospital, things }, { actor }) => {
    const [own, other] = [await things.filter(actor.userId), await things.filter(hospital.somebody.userId)]
    return [
      {
        about: 'all there is',
        sent: {},
        expected: 'yes',
        shows: { wanted: [own], seen: (answer) => idsOf(answer).filter((id) => id === own || id === other) },
      },
    ]
  },
  'POST /api/desk/filters': async ({ hospital, things }) => {
    const name = uuidv7()
    const known = {
      id: await things.filter(hospital.somebody.userId, name),
      list: 'crates',
      name,
      query: 'q=x',
    }
    return [
      { about: 'a filter', sent: json({ list: 'requests', name: uuidv7(), query: '' }), expected: 'yes' },
      {
        about: 'under an id that is taken',
        sent: json({ ...known, name: uuidv7() }),
        expected: 'conflict',
      },
      { about: 'what another has sent already', sent: json(known), expected: 'conflict' },
    ]
  },
  'PATCH /api/desk/filters/[id]': atFilters((id) => ({ params: { id }, ...json({ name: `Name ${id}` }) })),
  'DELETE /api/desk/filters/[id]': atFilters((id) => ({ params: { id } })),
  'GET /api/desk/visit': async ({ fixed }, asker) => [
    {
      about: 'what came since',
      sent: {},
      expected: 'yes',
      shows: {
        wanted: fixed.activity.filter(({ unitId }) => isInScope(asker, unitId)).length,
        seen: ({ json: body }) => (body as { unseen: number }).unseen,
      },
    },
  ],
  'PUT /api/desk/visit': async () => [{ about: 'all seen', sent: json({ position: 0 }), expected: 'yes' }],
}
