import { crateTopic } from '@/lib/domains/archive/contract/crate.ts'
import { requestTopic } from '@/lib/domains/archive/contract/archiveRequest.ts'
import * as archive from '@/lib/domains/archive/policy.ts'
import {
  DIRECTORY_TOPIC,
  EVERYONE_TOPIC,
  ROLES,
  UNITS_TOPIC,
  unitTopic,
} from '@/lib/domains/identity/contract.ts'
import { readsAllUnits, readsDirectory, readsUnit } from '@/lib/domains/identity/policy.ts'
import { membersTopic, receiptsTopic, roleTopic } from '@/lib/domains/notifications/contract/audience.ts'
import { belongsTo, readsReceipts } from '@/lib/domains/notifications/policy.ts'
import { userTopic } from '@/lib/realtime/protocol/topic.ts'
import { conversationTopic } from '@/lib/domains/messages/contract/messagesKeys.ts'
import { DELIVERIES_TOPIC } from '@/lib/domains/notifications/contract/delivery.ts'
import { runsDeliveries } from '@/lib/domains/notifications/policy.ts'
import type { Asker } from './createHospital.ts'
import { idsOf, json, type RouteEntry, type World } from './routeTrial.ts'

/** Every kind of topic, about what everything is about, and whether this person may hear it. */
export const TOPICS: Readonly<
  Record<string, (world: World, asker: Asker) => readonly (readonly [string, boolean])[]>
> = {
  'user:{userId}': ({ hospital }, { actor }) => [
    [userTopic(actor.userId), true],
    [userTopic(hospital.somebody.userId), false],
  ],
  'unit:{unitId}': ({ hospital }, { actor }) =>
    Object.values(hospital.units).map((unitId) => [unitTopic(unitId), readsUnit(actor, unitId)] as const),
  units: (_world, { actor }) => [[UNITS_TOPIC, readsAllUnits(actor)]],
  directory: (_world, { actor }) => [[DIRECTORY_TOPIC, readsDirectory(actor)]],
  everyone: () => [[EVERYONE_TOPIC, true]],
  deliveries: (_world, { actor }) => [[DELIVERIES_TOPIC, runsDeliveries(actor)]],
  'item:crate:{id}': ({ fixed, hospital }, { actor }) => [
    ...fixed.crates.map((crate) => [crateTopic(crate.id), archive.mayReadCrate(actor, crate)] as const),
    [crateTopic(hospital.units.own), false],
  ],
  'item:request:{id}': ({ fixed, hospital }, { actor }) => [
    ...fixed.requests.map(
      (request) => [requestTopic(request.id), archive.mayReadRequest(actor, request)] as const,
    ),
    [requestTopic(hospital.units.own), false],
  ],
  'conversation:{id}': ({ fixed, hospital }, { actor }) => [
    ...fixed.conversations.map(
      ({ id, people }) => [conversationTopic(id), people.includes(actor.userId)] as const,
    ),
    [conversationTopic(hospital.units.own), false],
  ],
  'members:{unitId}': ({ hospital }, { actor }) =>
    Object.values(hospital.units).map(
      (unitId) => [membersTopic(unitId), belongsTo(actor, { kind: 'unit', unit_id: unitId })] as const,
    ),
  'role:{role}': (_world, { actor }) => ROLES.map((role) => [roleTopic(role, null), role === actor.role]),
  'role:{role}:{unitId}': ({ hospital }, { actor }) =>
    Object.values(hospital.units).flatMap((unit_id) =>
      (['manager', 'clerk'] as const).map(
        (role) => [roleTopic(role, unit_id), belongsTo(actor, { kind: 'role', role, unit_id })] as const,
      ),
    ),
  'item:notification:{sendId}': ({ fixed }, { actor }) => [
    [receiptsTopic(fixed.sent.sendId), readsReceipts(actor, fixed.sent)],
  ],
}

/** Those who are signed in, whoever they are. */
const anybody = async () => [{ about: 'whoever is signed in', sent: {}, expected: 'yes' as const }]

/** Without sign-in: the same for everybody, and nothing without what it asks for. */
const open = async () => [{ about: 'nothing', sent: json({}), expected: 'invalid' as const }]

export const IDENTITY_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/auth/[...nextauth]': async () => [
    { about: 'a token for a form', sent: { params: { nextauth: ['csrf'] } }, expected: 'yes' },
    { about: 'another address', sent: { params: { nextauth: ['anything'] } }, expected: 'hidden' },
  ],
  'POST /api/auth/[...nextauth]': async () => [
    { about: 'another address', sent: { params: { nextauth: ['anything'] } }, expected: 'hidden' },
  ],
  'POST /api/auth/token': open,
  'POST /api/auth/token/refresh': open,
  'POST /api/auth/token/revoke': open,
  'POST /api/set-up': open,
  'GET /api/me': async (_world, { actor }) => [
    {
      about: 'oneself',
      sent: {},
      expected: 'yes',
      shows: { wanted: actor.userId, seen: ({ json: body }) => (body as { id: string }).id },
    },
  ],
  'GET /api/units': anybody,
  'GET /api/people': async ({ hospital }, { actor }) => [
    {
      about: 'somebody',
      sent: { query: `?ids=${hospital.somebody.userId}` },
      expected: readsDirectory(actor) ? 'yes' : 'no',
    },
    { about: 'everybody', sent: { query: '?q=' }, expected: readsDirectory(actor) ? 'yes' : 'no' },
  ],
  'GET /api/live/heads': async (world, asker) => {
    const asked = Object.values(TOPICS).flatMap((topics) => topics(world, asker))
    return [
      {
        about: 'every kind of topic',
        sent: { query: `?topics=${asked.map(([topic]) => topic).join(',')}` },
        expected: 'yes',
        shows: {
          wanted: asked.flatMap(([topic, hears]) => (hears ? [topic] : [])).toSorted(),
          seen: ({ json: body }) => Object.keys((body as { heads: object }).heads).toSorted(),
        },
      },
    ]
  },
  'POST /api/account/password': async () => [
    {
      about: 'without the current one',
      sent: json({ current_password: 'not the current one', new_password: 'a much better one' }),
      expected: 'invalid',
    },
  ],
  'GET /api/account/sessions': async ({ hospital, things }, { actor }) => {
    const [own, other] = [await things.session(actor.userId), await things.session(hospital.somebody.userId)]
    return [
      {
        about: 'all there is',
        sent: {},
        expected: 'yes',
        shows: { wanted: [own], seen: (answer) => idsOf(answer).filter((id) => id === own || id === other) },
      },
    ]
  },
  'DELETE /api/account/sessions': async ({ hospital, things }, { actor }) => {
    await things.session(hospital.somebody.userId)
    const { length } = await hospital.query(
      'SELECT id FROM sessions WHERE user_id = $1 AND revoked_at IS NULL AND id <> $2',
      [actor.userId, actor.sessionId],
    )
    return [
      {
        about: 'all but this one',
        sent: {},
        expected: 'yes',
        shows: { wanted: length, seen: ({ json: body }) => (body as { ended: number }).ended },
      },
    ]
  },
  'DELETE /api/account/sessions/[id]': async ({ hospital, things }, { actor }) => [
    { about: 'an own one', sent: { params: { id: await things.session(actor.userId) } }, expected: 'yes' },
    {
      about: 'one of another',
      sent: { params: { id: await things.session(hospital.somebody.userId) } },
      expected: 'hidden',
    },
  ],
}
