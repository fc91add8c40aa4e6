import { v7 as uuidv7 } from 'uuid'
import type { Preferences } from '@/lib/domains/notifications/contract/delivery.ts'
import { runsDeliveries } from '@/lib/domains/notifications/policy.ts'
import type { Asker } from './createHospital.ts'
import { idsOf, json, verdict, type RouteEntry, type Trial } from './routeTrial.ts'

const KEYS = { p256dh: 'BPo'.padEnd(87, 'x'), auth: 'a'.repeat(22) }

/** Whoever runs deliveries may; everybody knows that there are some. */
const forAdmins = ({ actor }: Asker): Trial['expected'] => verdict(true, runsDeliveries(actor))

export const DELIVERIES_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/notifications/preferences': async ({ hospital, things }, { actor }) => {
    const [own, other] = [
      await things.pushDevice(actor.userId),
      await things.pushDevice(hospital.somebody.userId),
    ]
    return [
      {
        about: 'one’s own',
        sent: {},
        expected: 'yes',
        shows: {
          wanted: [actor.email, [own]],
          seen: ({ json: body }) => {
            const { email, devices } = body as Preferences
            return [email, devices.map(({ id }) => id).filter((id) => id === own || id === other)]
          },
        },
      },
    ]
  },
  'PATCH /api/notifications/preferences': async () => [
    { about: 'a choice', sent: json({ choices: { mention: { push: false } } }), expected: 'yes' },
    {
      about: 'a week without a break',
      sent: json({ quiet_hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }] }),
      expected: 'invalid',
    },
  ],
  'POST /api/notifications/push-subscriptions': async () => [
    {
      about: 'this browser',
      sent: json({ endpoint: `https://push.test/${uuidv7()}`, keys: KEYS }),
      expected: 'yes',
    },
    {
      about: 'an address inside the house',
      sent: json({ endpoint: 'https://10.0.0.1/push', keys: KEYS }),
      expected: 'invalid',
    },
  ],
  'DELETE /api/notifications/push-subscriptions/[id]': async ({ hospital, things }, { actor }) => [
    {
      about: 'an own browser',
      sent: { params: { id: await things.pushDevice(actor.userId) } },
      expected: 'yes',
    },
    {
      about: 'a browser of another',
      sent: { params: { id: await things.pushDevice(hospital.somebody.userId) } },
      expected: 'hidden',
    },
  ],
  'GET /api/notifications/deliveries': async ({ hospital, things }, asker) => {
    const id = await things.delivery(hospital.somebody.userId)
    return [
      {
        about: 'all there is',
        sent: { query: '?limit=100' },
        expected: forAdmins(asker),
        ...(runsDeliveries(asker.actor) && {
          shows: { wanted: [id], seen: (answer) => idsOf(answer).filter((seen) => seen === id) },
        }),
      },
    ]
  },
  'GET /api/notifications/deliveries/summary': async (_world, asker) => [
    { about: 'how many there are', sent: {}, expected: forAdmins(asker) },
  ],
  'POST /api/notifications/deliveries/[id]/retry': async ({ hospital, things }, asker) => [
    {
      about: 'what was given up',
      sent: { params: { id: await things.delivery(hospital.somebody.userId) } },
      expected: forAdmins(asker),
    },
  ],
  'GET /api/notifications/channel-rules': async (_world, asker) => [
    { about: 'all there are', sent: {}, expected: forAdmins(asker) },
  ],
  'PUT /api/notifications/channel-rules': async (_world, asker) => [
    {
      about: 'no text messages',
      sent: json({ type: 'mention', channel: 'sms', rule: 'never' }),
      expected: forAdmins(asker),
    },
  ],
}
