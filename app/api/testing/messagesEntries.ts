import { v7 as uuidv7 } from 'uuid'
import { isAuthor, mayBegin, mayRemove, mayShape, takesPart } from '@/lib/domains/messages/policy.ts'
import type { Asker } from './createHospital.ts'
import type { MadeConversation } from './createThings.ts'
import { idsOf, json, verdict, type RouteEntry, type Trial, type Verdict, type World } from './routeTrial.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

/** Conversations that this person takes part in, took part in, and never did; begun by them and by another. */
async function conversationsFor(
  { hospital, things }: World,
  { actor }: Asker,
): Promise<readonly (MadeConversation & { readonly about: string; readonly isIn: boolean })[]> {
  const [me, other] = [actor.userId, hospital.somebody.userId]
  const made = [
    { about: 'an own group', ...(await things.conversation({ kind: 'group', by: me, people: [me, other] })) },
    {
      about: 'a group of another',
      ...(await things.conversation({ kind: 'group', by: other, people: [other, me] })),
    },
    {
      about: 'a talk of two',
      ...(await things.conversation({ kind: 'direct', by: other, people: [other, me] })),
    },
    {
      about: 'a group that one has left',
      ...(await things.conversation({ kind: 'group', by: other, people: [other], gone: [me] })),
    },
    {
      about: 'a group of others',
      ...(await things.conversation({ kind: 'group', by: other, people: [other] })),
    },
  ]
  return made.map((one) => {
    const leftAt = one.people.includes(me) ? null : new Date()
    return { ...one, isIn: takesPart(actor, { userId: me, leftAt }) }
  })
}

type Made = Awaited<ReturnType<typeof conversationsFor>>[number]

/** Tries at conversations: whoever takes no part finds nothing. */
const atConversations =
  (
    sent: (conversation: Made, asker: Asker) => Trial['sent'],
    may?: (asker: Asker, made: Made) => boolean,
  ): RouteEntry =>
  async (world, asker) =>
    (await conversationsFor(world, asker)).map((made) => ({
      about: made.about,
      sent: sent(made, asker),
      expected: verdict(made.isIn, may?.(asker, made) ?? true),
    }))

/** Tries at what another has said, and at what one has said oneself. */
const atMessages =
  (
    sent: (messageId: string) => Trial['sent'],
    may: (asker: Asker, message: { readonly senderId: string }) => boolean = () => true,
  ): RouteEntry =>
  async (world, asker) => {
    const trials: Trial[] = []
    for (const made of await conversationsFor(world, asker)) {
      for (const senderId of made.isIn ? made.people : made.people.slice(0, 1)) {
        trials.push({
          about: `${senderId === asker.actor.userId ? 'an own word' : 'a word of another'} in ${made.about}`,
          sent: sent(await world.things.message(made.id, senderId)),
          expected: verdict(made.isIn, may(asker, { senderId })),
        })
      }
    }
    // Whoever may do it comes first: others are tried with its input.
    return trials.toSorted((a, b) => Number(b.expected === 'yes') - Number(a.expected === 'yes'))
  }

const inGroup = ({ id }: Made, body?: object): Trial['sent'] => ({ params: { id }, ...(body && json(body)) })
const stranger = ({ hospital }: World): string => hospital.somebody.userId

export const MESSAGES_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/messages/conversations': async (world, asker) => {
    const made = await conversationsFor(world, asker)
    const ids = new Set(made.map(({ id }) => id))
    return [
      {
        about: 'all there is',
        sent: {},
        expected: 'yes',
        shows: {
          wanted: made.flatMap(({ id, isIn }) => (isIn ? [id] : [])).toSorted(),
          seen: (answer) => idsOf(answer).filter((id) => ids.has(id)),
        },
      },
    ]
  },
  'POST /api/messages/conversations': async (world, { actor }) => [
    {
      about: 'a group',
      sent: json({ kind: 'group', user_ids: [stranger(world)], title: 'Night shift' }),
      expected: mayBegin(actor) ? 'yes' : 'no',
    },
    {
      about: 'with one person',
      sent: json({ kind: 'direct', user_id: stranger(world) }),
      expected: mayBegin(actor) ? 'yes' : 'no',
    },
    { about: 'with nobody', sent: json({ kind: 'direct', user_id: uuidv7() }), expected: 'invalid' },
  ],
  'GET /api/messages/conversations/[id]': atConversations((made) => inGroup(made)),
  'PATCH /api/messages/conversations/[id]': atConversations(
    (made) => inGroup(made, { title: 'Day shift' }),
    (_asker, { kind }) => mayShape(kind),
  ),
  'GET /api/messages/conversations/[id]/participants': atConversations((made) => inGroup(made)),
  'POST /api/messages/conversations/[id]/participants': async (world, asker) =>
    (await conversationsFor(world, asker)).map((made) => ({
      about: made.about,
      sent: inGroup(made, {
        user_ids: [world.hospital.asker('nurse', 'own').actor.userId],
        with_history: true,
      }),
      expected: verdict(made.isIn, mayShape(made.kind)),
    })),
  'DELETE /api/messages/conversations/[id]/participants/[userId]': async (world, asker) => {
    const trials: Trial[] = []
    for (const who of ['oneself', 'another'] as const) {
      for (const made of await conversationsFor(world, asker)) {
        const userId = who === 'oneself' ? asker.actor.userId : stranger(world)
        trials.push({
          about: `${who} from ${made.about}`,
          sent: { params: { id: made.id, userId } },
          expected: verdict(
            made.isIn,
            mayRemove(asker.actor, { kind: made.kind, createdById: made.by }, userId),
          ),
        })
      }
    }
    return trials
  },
  'PUT /api/messages/conversations/[id]/mute': atConversations((made) => inGroup(made, { muted: true })),
  'GET /api/messages/conversations/[id]/messages': async (world, asker) => {
    const trials: Trial[] = []
    for (const made of await conversationsFor(world, asker)) {
      const said = await world.things.message(made.id, made.by)
      trials.push({
        about: made.about,
        sent: inGroup(made),
        expected: verdict(made.isIn, true),
        ...(made.isIn && { shows: { wanted: [said], seen: idsOf } }),
      })
    }
    return trials
  },
  'POST /api/messages/conversations/[id]/messages': atConversations((made) =>
    inGroup(made, { content: 'Hello' }),
  ),
  'POST /api/messages/conversations/[id]/read': atConversations((made) => inGroup(made, { number: 1 })),
  'POST /api/messages/conversations/[id]/delivered': atConversations((made) => inGroup(made, { number: 1 })),
  'PUT /api/messages/conversations/[id]/draft': atConversations((made) =>
    inGroup(made, { content: 'Perhaps' }),
  ),
  'POST /api/messages/conversations/[id]/attachments': atConversations((made) => ({
    params: { id: made.id },
    headers: { 'content-type': 'image/png', 'x-file-name': 'scan.png' },
    body: PNG,
  })),
  'GET /api/messages/attachments/[id]': async (world, asker) => {
    const trials: Trial[] = []
    for (const made of await conversationsFor(world, asker)) {
      const message = await world.things.message(made.id, made.by)
      trials.push({
        about: `sent in ${made.about}`,
        sent: { params: { id: await world.things.messageFile(made.id, made.by, message) } },
        expected: verdict(made.isIn, true),
      })
    }
    const [own] = await conversationsFor(world, asker)
    if (own === undefined) return trials
    trials.push({
      about: 'not sent yet, of another',
      sent: { params: { id: await world.things.messageFile(own.id, stranger(world), null) } },
      expected: 'hidden',
    })
    return trials
  },
  'DELETE /api/messages/attachments/[id]': async (world, asker) => {
    const [own] = await conversationsFor(world, asker)
    if (own === undefined) return []
    const one = async (about: string, by: string, expected: Verdict): Promise<Trial> => ({
      about,
      sent: { params: { id: await world.things.messageFile(own.id, by, null) } },
      expected,
    })
    return [
      await one('an own one, not sent yet', asker.actor.userId, 'yes'),
      await one('one of another', stranger(world), 'hidden'),
    ]
  },
  'PATCH /api/messages/[id]': atMessages(
    (id) => ({ params: { id }, ...json({ content: `Better ${id}` }) }),
    ({ actor }, message) => isAuthor(actor, message),
  ),
  'DELETE /api/messages/[id]': atMessages(
    (id) => ({ params: { id } }),
    ({ actor }, message) => isAuthor(actor, message),
  ),
  'GET /api/messages/[id]/edits': atMessages((id) => ({ params: { id } })),
  'PUT /api/messages/[id]/reactions': atMessages((id) => ({ params: { id }, ...json({ emoji: '👍' }) })),
  'DELETE /api/messages/[id]/reactions': atMessages((id) => ({ params: { id }, ...json({ emoji: '👍' }) })),
  'GET /api/messages/drafts': async () => [{ about: 'one’s own', sent: {}, expected: 'yes' }],
  'GET /api/messages/unread': async () => [{ about: 'one’s own', sent: {}, expected: 'yes' }],
  'GET /api/messages/search': async (world, asker) => {
    const word = `needle${uuidv7().replaceAll('-', '')}`
    const wanted: string[] = []
    for (const made of await conversationsFor(world, asker)) {
      const said = await world.things.message(made.id, made.by, word)
      if (made.isIn) wanted.push(said)
    }
    return [
      {
        about: 'a word that stands in all of them',
        sent: { query: `?q=${word}` },
        expected: 'yes',
        shows: { wanted: wanted.toSorted(), seen: idsOf },
      },
    ]
  },
}
