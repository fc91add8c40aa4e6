import { v7 as uuidv7 } from 'uuid'
import { ROLES } from '@/lib/domains/identity/contract.ts'
import type { Audience } from '@/lib/domains/notifications/contract/audience.ts'
import { belongsTo, maySend, readsReceipts } from '@/lib/domains/notifications/policy.ts'
import type { Asker } from './createHospital.ts'
import { idsOf, json, verdict, type RouteEntry, type Trial, type World } from './routeTrial.ts'

/** Audiences of every kind that this person may belong to, and others. */
function audiencesFor({ hospital }: World, { actor }: Asker): readonly (readonly [string, Audience])[] {
  const { own, foreign } = hospital.units
  const { role } = actor
  const other = ROLES[(ROLES.indexOf(role) + 1) % ROLES.length] ?? 'clerk'
  return [
    ['oneself', { kind: 'user', user_id: actor.userId }],
    ['somebody else', { kind: 'user', user_id: hospital.somebody.userId }],
    ['everyone', { kind: 'everyone' }],
    ['one’s role', { kind: 'role', role, unit_id: null }],
    ['another role', { kind: 'role', role: other, unit_id: null }],
    ['one’s role in a unit', { kind: 'role', role, unit_id: own }],
    ['another role in a unit', { kind: 'role', role: other, unit_id: foreign }],
    ['one unit', { kind: 'unit', unit_id: own }],
    ['another unit', { kind: 'unit', unit_id: foreign }],
  ]
}

/** For what a person does with one: whether it is theirs is asked in one place, and reading tries them all. */
const FEW = new Set(['oneself', 'somebody else', 'another unit'])

/** Tries at a notification of each audience: whoever does not belong to it finds nothing. */
const atEach =
  (sent: (id: string) => Trial['sent'], audiences = 'few'): RouteEntry =>
  async (world, asker) => {
    const trials: Trial[] = []
    for (const [about, audience] of audiencesFor(world, asker)) {
      if (audiences === 'few' && !FEW.has(about)) continue
      const { id } = await world.things.notification(audience, world.hospital.somebody.userId)
      trials.push({
        about: `for ${about}`,
        sent: sent(id),
        expected: verdict(belongsTo(asker.actor, audience), true),
      })
    }
    return trials
  }

const words = { severity: 'info', title: 'Lifts', message: 'Out until noon' } as const

const sending =
  (more: (world: World) => object, params?: (world: World) => object): RouteEntry =>
  async (world, { actor }) => [
    {
      about: 'words of one’s own',
      sent: { ...(params && { params: { ...params(world) } }), ...json({ ...words, ...more(world) }) },
      expected: maySend(actor) ? 'yes' : 'no',
    },
  ]

export const NOTIFICATIONS_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/notifications': async (world, asker) => {
    const made: { readonly id: string; readonly isFor: boolean }[] = []
    for (const [, audience] of audiencesFor(world, asker)) {
      const { id } = await world.things.notification(audience, world.hospital.somebody.userId)
      made.push({ id, isFor: belongsTo(asker.actor, audience) })
    }
    const ids = new Set(made.map(({ id }) => id))
    return [
      {
        about: 'all there is',
        sent: { query: '?limit=100' },
        expected: 'yes',
        shows: {
          wanted: made.flatMap(({ id, isFor }) => (isFor ? [id] : [])).toSorted(),
          seen: (answer) => idsOf(answer).filter((id) => ids.has(id)),
        },
      },
    ]
  },
  'GET /api/notifications/counts': async () => [{ about: 'one’s own', sent: {}, expected: 'yes' }],
  'POST /api/notifications/read-all': async () => [
    { about: 'one’s own', sent: json({ up_to: 0 }), expected: 'yes' },
  ],
  'GET /api/notifications/[id]': atEach((id) => ({ params: { id } }), 'all'),
  'POST /api/notifications/[id]/read': atEach((id) => ({ params: { id }, ...json({ group: true }) })),
  'POST /api/notifications/[id]/unread': atEach((id) => ({ params: { id } })),
  'POST /api/notifications/[id]/snooze': atEach((id) => ({
    params: { id },
    ...json({ until: new Date(Date.now() + 3_600_000).toISOString() }),
  })),
  'POST /api/notifications/[id]/ack': atEach((id) => ({ params: { id } })),
  'GET /api/notifications/sent': async ({ hospital, things }, { actor }) => {
    const everyone = { kind: 'everyone' } as const
    const own = await things.notification(everyone, actor.userId)
    const other = await things.notification(everyone, hospital.somebody.userId)
    const both = [own.sendId, other.sendId]
    const expected = maySend(actor) ? 'yes' : 'no'
    return [
      {
        about: 'all there is',
        sent: { query: '?limit=100' },
        expected,
        ...(expected === 'yes' && {
          shows: { wanted: [own.sendId], seen: (answer) => idsOf(answer).filter((id) => both.includes(id)) },
        }),
      },
    ]
  },
  'GET /api/notifications/sent/[id]/receipts': async ({ hospital, things }, { actor }) =>
    await Promise.all(
      [actor.userId, hospital.somebody.userId].map(async (createdById): Promise<Trial> => {
        const { sendId } = await things.notification({ kind: 'everyone' }, createdById)
        return {
          about: createdById === actor.userId ? 'of what one has sent' : 'of what another has sent',
          sent: { params: { id: sendId } },
          expected: verdict(readsReceipts(actor, { createdById }), true),
        }
      }),
    ),
  'POST /api/notifications/recipients': async ({ hospital }, { actor }) => [
    {
      about: 'of a unit',
      sent: json({ audience: { unit_id: hospital.units.own } }),
      expected: maySend(actor) ? 'yes' : 'no',
    },
  ],
  'POST /api/ws/notify/system': sending(() => ({})),
  'POST /api/ws/notify/user/[id]': async (world, asker) => {
    const to = (id: string) =>
      sending(
        () => ({}),
        () => ({ id }),
      )(world, asker)
    return [
      ...(await to(world.hospital.somebody.userId)),
      // Whoever may not send is not told who is here.
      ...(await to(uuidv7())).map((trial) => ({
        ...trial,
        about: 'to nobody',
        expected: maySend(asker.actor) ? ('hidden' as const) : ('no' as const),
      })),
    ]
  },
  'POST /api/ws/broadcast': async (world, asker) => {
    const { hospital } = world
    const to = (audience: object, more = {}) => sending(() => ({ audience, ...more }))(world, asker)
    const another = await world.things.notification({ kind: 'everyone' }, hospital.somebody.userId)
    return [
      ...(await to({ everyone: true }, { id: another.sendId })).map((trial) => ({
        ...trial,
        about: 'under the id of what another has sent',
        expected: maySend(asker.actor) ? ('conflict' as const) : ('no' as const),
      })),
      ...(await to({ unit_id: hospital.units.third })),
      ...(await to({ role: 'editor', unit_id: hospital.units.third })),
      ...(await to({ user_ids: [hospital.somebody.userId] })),
      ...(await to({ user_ids: [uuidv7()] })).map((trial) => ({
        ...trial,
        about: 'to nobody',
        expected: maySend(asker.actor) ? ('invalid' as const) : ('no' as const),
      })),
    ]
  },
}
