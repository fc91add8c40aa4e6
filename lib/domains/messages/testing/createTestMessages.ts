import { randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { createKeyRing, type KeyRing, type RingKey } from '../../../platform/crypto/keyRing.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import type { Conversation, Message, MessageSend } from '../contract.ts'
import { createMessages, type Messages } from '../server/createMessages.ts'

const PEOPLE = ['ada', 'ben', 'cleo', 'eve'] as const
export type PersonName = (typeof PEOPLE)[number]

/** People of one unit (Eve is of another) with messages between them, in a database of its own. */
export interface TestMessages extends AsyncDisposable {
  readonly messages: Messages
  readonly database: Database
  readonly db: TestDatabase
  readonly ring: KeyRing
  readonly units: { readonly surgery: string; readonly pharmacy: string }
  person(name: PersonName): DeskActor
  as(name: PersonName): ServiceCall<DeskActor>
  id(name: PersonName): string
  direct(from: PersonName, to: PersonName): Promise<Conversation>
  group(by: PersonName, ...others: readonly PersonName[]): Promise<Conversation>
  say(by: PersonName, conversation: { readonly id: string }, input: string | MessageSend): Promise<Message>
  /** What somebody sees of a conversation: content, or what is told in its place. */
  seen(by: PersonName, conversation: { readonly id: string }): Promise<string[]>
}

export async function createTestMessages(
  options: { readonly poolSize?: number; readonly keys?: readonly RingKey[] } = {},
): Promise<TestMessages> {
  const db = await createTestDatabase(options)
  const { database } = db
  const units = { surgery: uuidv7(), pharmacy: uuidv7() }
  const actors = new Map<PersonName, DeskActor>()
  await database.inTransaction(NOBODY, async (tx) => {
    for (const [code, id] of Object.entries(units)) await tx.unit.create({ data: { id, code, name: code } })
    for (const name of PEOPLE) {
      const unitId = name === 'eve' ? units.pharmacy : units.surgery
      const person = { id: uuidv7(), email: `${name}@wardline.test`, name, role: 'nurse' as const, unitId }
      await tx.user.create({ data: { ...person, passwordHash: 'x' } })
      actors.set(name, { ...person, userId: person.id, sessionId: uuidv7() })
    }
  })
  const ring = createKeyRing(options.keys ?? [{ id: 'test', key: randomBytes(32) }])
  const messages = createMessages({ database, ring, clock: systemClock })
  const person = (name: PersonName): DeskActor => {
    const actor = actors.get(name)
    if (!actor) throw new Error(`nobody is called ${name}`)
    return actor
  }
  const as = (name: PersonName): ServiceCall<DeskActor> => {
    const { userId: actorId, sessionId } = person(name)
    return { actor: person(name), idempotency: null, stamp: { ...NOBODY, actorId, sessionId } }
  }
  const id = (name: PersonName): string => person(name).userId
  return {
    messages,
    database,
    db,
    ring,
    units,
    person,
    as,
    id,
    direct: (from, to) => messages.conversations.create(as(from), { kind: 'direct', user_id: id(to) }),
    group: (by, ...others) =>
      messages.conversations.create(as(by), {
        kind: 'group',
        user_ids: others.map(id),
        title: 'Night shift',
      }),
    say: (by, conversation, input) =>
      messages.messages.send(as(by), conversation.id, typeof input === 'string' ? { content: input } : input),
    async seen(by, conversation) {
      const page = await messages.history(person(by), conversation.id, { limit: 100 })
      return page.items.map(({ content, note, deleted_at, unreadable }) => {
        if (unreadable) return 'unreadable'
        return content ?? note?.what ?? (deleted_at === null ? 'nothing' : 'deleted')
      })
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
