import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../../platform/appError.ts'
import { Prisma } from '../../../platform/database/generated/client.ts'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { Message, MessageSearchPage } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { readMembership } from './lockConversation.ts'
import type { SearchQuery } from './messagesQueries.ts'
import { bodyPlace, MESSAGE_PARTS, presentMessage } from './presentMessage.ts'
import { openWords } from './sealedWords.ts'

/** Messages that one answer looks through; then it says where to go on. */
const LOOKED_THROUGH = 20_000
/** Opened in one turn of the event loop. */
const SLICE = 500
/** Searches that run at once in a process; others wait their turn. */
const AT_ONCE = 2

interface Candidate {
  readonly id: string
  readonly conversationId: string
  readonly senderId: string
  readonly createdAt: Date
  readonly body: Uint8Array
}

/** Words in one's own conversations. */
export interface SearchService {
  search(actor: Talker, query: SearchQuery): Promise<MessageSearchPage>
}

/**
 * Searches by opening: nothing about the words is kept for it, so the database alone tells nothing of them. It goes from the
 * newest backwards, in slices that leave the event loop to others.
 */
export function createSearchService(parts: {
  readonly prisma: WardlinePrisma
  readonly keys: ConversationKeys
}): SearchService {
  const { prisma, keys } = parts
  const takeTurn = createTurnstile(AT_ONCE)

  return {
    async search(actor, query) {
      if (query.conversation_id !== undefined) await readMembership(prisma, actor, query.conversation_id)
      const leave = await takeTurn()
      try {
        return await lookThrough({ prisma, keys }, actor, query)
      } finally {
        leave()
      }
    },
  }
}

async function lookThrough(
  { prisma, keys }: { readonly prisma: WardlinePrisma; readonly keys: ConversationKeys },
  actor: Talker,
  query: SearchQuery,
): Promise<MessageSearchPage> {
  const words = wordsOf(query.q)
  const found: string[] = []
  const opened = new Map<string, Buffer | null>()
  let searched = 0
  let cursor = query.cursor === undefined ? null : readCursor(query.cursor)
  while (searched < LOOKED_THROUGH) {
    const slice = await readSlice(prisma, actor, { conversationId: query.conversation_id, before: cursor })
    for (const row of slice) {
      searched += 1
      cursor = { at: row.createdAt, id: row.id }
      if (!opened.has(row.conversationId)) {
        opened.set(row.conversationId, await keys.find(prisma, row.conversationId).catch(() => null))
      }
      const text = openWords(opened.get(row.conversationId) ?? null, row.body, bodyPlace(row))
      if (text === null || !holds(text, words)) continue
      found.push(row.id)
      if (found.length === query.limit) break
    }
    if (found.length === query.limit || slice.length < SLICE) {
      const isDone = slice.length < SLICE && found.length < query.limit
      return {
        items: await show(prisma, found, opened),
        next_cursor: isDone ? null : writeCursor(cursor),
        searched,
      }
    }
    await nextTurn()
  }
  return { items: await show(prisma, found, opened), next_cursor: writeCursor(cursor), searched }
}

interface Cursor {
  readonly at: Date
  readonly id: string
}

async function readSlice(
  prisma: WardlinePrisma,
  actor: Talker,
  o: { readonly conversationId: string | undefined; readonly before: Cursor | null },
): Promise<Candidate[]> {
  const only =
    o.conversationId === undefined
      ? Prisma.empty
      : Prisma.sql`AND m.conversation_id = ${o.conversationId}::uuid`
  const before =
    o.before === null
      ? Prisma.empty
      : Prisma.sql`AND (m.created_at, m.id) < (${o.before.at}, ${o.before.id}::uuid)`
  return await prisma.$queryRaw<Candidate[]>`
    SELECT m.id, m.conversation_id AS "conversationId", m.sender_id AS "senderId", m.created_at AS "createdAt", m.body
      FROM messages m
      JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = ${actor.userId}::uuid
                         AND p.left_at IS NULL AND m.number > p.joined_after
     WHERE m.body IS NOT NULL AND m.deleted_at IS NULL ${only} ${before}
     ORDER BY m.created_at DESC, m.id DESC LIMIT ${SLICE}`
}

async function show(
  prisma: WardlinePrisma,
  ids: readonly string[],
  keys: ReadonlyMap<string, Buffer | null>,
): Promise<Message[]> {
  const rows = await prisma.message.findMany({ where: { id: { in: [...ids] } }, include: MESSAGE_PARTS })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row === undefined ? [] : [presentMessage(row, keys.get(row.conversationId) ?? null)]
  })
}

/** Folds case and accents: whoever types "muller" finds "Müller". */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const wordsOf = (query: string): string[] => fold(query).split(/\s+/).filter(Boolean)

const holds = (text: string, words: readonly string[]): boolean => {
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}

const writeCursor = (cursor: Cursor | null): string | null =>
  cursor && Buffer.from(`${cursor.at.toISOString()} ${cursor.id}`).toString('base64url')

function readCursor(text: string): Cursor {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ')
  const time = new Date(at)
  if (Number.isNaN(time.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new AppError('validation_failed', { fields: { cursor: 'This cursor is none of ours.' } })
  }
  return { at: time, id }
}

/** Lets `places` through at once; each gets the way to leave. */
function createTurnstile(places: number): () => Promise<() => void> {
  let free = places
  const waiting: (() => void)[] = []
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return async () => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => void waiting.push(resolve))
    return leave
  }
}
