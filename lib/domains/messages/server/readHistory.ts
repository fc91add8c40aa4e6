import type { Database } from '../../../platform/database/createDatabase.ts'
import type { MessagePage } from '../contract.ts'
import type { Talker } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { readMembership } from './lockConversation.ts'
import type { HistoryQuery } from './messagesQueries.ts'
import { MESSAGE_PARTS, presentMessage } from './presentMessage.ts'

type Prisma = Database['prisma']

/** Numbers from `from` to `upto`, both within; at most as many as a page holds. */
interface Span {
  readonly from: number
  readonly upto: number
}

/** A page of a conversation, ascending; of what was said since the reader came. Throws not_found for others. */
export async function readHistory(
  parts: { readonly prisma: Prisma; readonly keys: ConversationKeys },
  actor: Talker,
  { conversationId, query }: { readonly conversationId: string; readonly query: HistoryQuery },
): Promise<MessagePage> {
  const { prisma, keys } = parts
  const { joinedAfter } = await readMembership(prisma, actor, conversationId)
  const head = await prisma.conversationHead.findUniqueOrThrow({ where: { conversationId } })
  const { from, upto } = await chooseSpan(prisma, conversationId, {
    query,
    first: joinedAfter + 1,
    last: head.lastNumber,
  })
  const rows = await prisma.message.findMany({
    where: { conversationId, number: { gte: from, lte: upto } },
    include: MESSAGE_PARTS,
    orderBy: { number: 'asc' },
  })
  const key = await keys.find(prisma, conversationId)
  return {
    items: rows.map((row) => presentMessage(row, key)),
    has_older: from > joinedAfter + 1,
    has_newer: upto < head.lastNumber,
  }
}

/** Numbers have no gaps, so a page is a span of numbers: no counting, however far up one scrolls. */
async function chooseSpan(
  prisma: Prisma,
  conversationId: string,
  o: { readonly query: HistoryQuery; readonly first: number; readonly last: number },
): Promise<Span> {
  const { query, first, last } = o
  const { limit } = query
  const fit = (from: number, upto: number): Span => ({
    from: Math.max(first, from),
    upto: Math.min(last, upto),
  })
  if (query.before !== undefined) return fit(query.before - limit, query.before - 1)
  if (query.after !== undefined) return fit(query.after + 1, query.after + limit)
  if (query.around !== undefined) {
    const from = Math.min(query.around - Math.floor(limit / 2), last - limit + 1)
    return fit(Math.max(first, from), Math.max(first, from) + limit - 1)
  }
  if (query.from !== undefined) {
    const at = await firstSince(prisma, conversationId, new Date(query.from))
    const from = Math.max(first, at ?? last - limit + 1)
    return fit(from, from + limit - 1)
  }
  return fit(last - limit + 1, last)
}

/** Numbers rise with time, as near as clocks go: the lowest number that was written at or after `since`. Null: none. */
async function firstSince(prisma: Prisma, conversationId: string, since: Date): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ number: number | null }[]>`
    SELECT number FROM messages WHERE conversation_id = ${conversationId}::uuid AND created_at >= ${since}
     ORDER BY number LIMIT 1`
  return row?.number ?? null
}
