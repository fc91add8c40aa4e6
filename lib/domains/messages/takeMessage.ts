import type { LiveEvent } from '../../realtime/client/liveEvent.ts'
import type { Conversation, ConversationList, Message, MessagePage, ParticipantList } from './contract.ts'

/** Unread messages are counted up to so many. */
const COUNTED = 100

/**
 * The message that an event carries; null where it carries none (too many at once). Of what this server's own presenter wrote
 * only that is looked at by which it is told from an event without content: the schemas would load with every page.
 */
export function messageOf({ data }: LiveEvent): Message | null {
  const isWhole = ['number', 'sender_id', 'content', 'mentions', 'version'].every((field) => field in data)
  return isWhole ? (data as unknown as Message) : null
}

/**
 * What is loaded of a conversation after a message came or changed. Numbers have no gaps, so a number says where a message
 * belongs; one that does not follow on means that something was missed: undefined.
 */
export function takeIntoHistory(page: MessagePage, message: Message): MessagePage | undefined {
  const [first, last] = [page.items[0], page.items.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const { number } = message
  if (number < first.number) return page
  if (number > last.number) {
    if (page.has_newer) return page
    return number === last.number + 1 ? { ...page, items: [...page.items, message] } : undefined
  }
  const at = number - first.number
  const known = page.items[at]
  if (known?.id !== message.id) return undefined
  return known.version > message.version ? page : { ...page, items: page.items.with(at, message) }
}

/** A conversation as its list shows it, after a message in it came or changed. Undefined: only the server can tell. */
export function takeIntoConversation(
  conversation: Conversation,
  message: Message,
  viewerId: string,
): Conversation | undefined {
  const { last_message: last, last_number: lastNumber, read } = conversation
  const isOwn = message.sender_id === viewerId
  if (message.number > lastNumber) {
    // A note tells of people who come and go, or of another name.
    if (message.number > lastNumber + 1 || message.note !== null) return undefined
    const isCounted = !isOwn && message.deleted_at === null
    const count = (n: number, isOne: boolean) => Math.min(COUNTED, n + (isOne && isCounted ? 1 : 0))
    return {
      ...conversation,
      last_message: message,
      last_number: message.number,
      unread: count(conversation.unread, true),
      unread_mentions: count(conversation.unread_mentions, message.mentions.includes(viewerId)),
    }
  }
  // What is unread may be gone now, or mention somebody else.
  if (message.version > 1 && message.number > read && !isOwn) return undefined
  if (last === null || last.id !== message.id || last.version > message.version) return conversation
  return { ...conversation, last_message: message }
}

/** One's conversations after a message: the one that it is in goes first. Undefined: only the server can tell. */
export function takeIntoList(
  list: ConversationList,
  message: Message,
  viewerId: string,
): ConversationList | undefined {
  const before = list.items.find(({ id }) => id === message.conversation_id)
  const after = before && takeIntoConversation(before, message, viewerId)
  if (after === undefined || after === before) return after && list
  if (after.last_number === before?.last_number)
    return { items: list.items.map((each) => (each === before ? after : each)) }
  return { items: [after, ...list.items.filter((each) => each !== before)] }
}

/** How far somebody has come. */
interface Marks {
  readonly userId: string
  readonly delivered: number
  readonly read: number
}

/** The marks that a participant's event tells; null where it tells none. */
export function marksOf({ data, action }: LiveEvent): Marks | null {
  const { user_id: userId, delivered, read } = data
  const isWhole = typeof userId === 'string' && typeof delivered === 'number' && typeof read === 'number'
  return isWhole && action === 'updated' ? { userId, delivered, read } : null
}

/** Who takes part, after somebody's marks went on. Undefined: something else has changed. */
export function takeMarks(
  list: ParticipantList,
  { userId, delivered, read }: Marks,
  at: string,
): ParticipantList | undefined {
  const before = list.items.find(({ user }) => user.id === userId)
  if (before === undefined) return undefined
  if (before.read >= read && before.delivered >= delivered) return list
  const after = { ...before, delivered, read, read_at: read > before.read ? at : before.read_at }
  return { items: list.items.map((each) => (each === before ? after : each)) }
}

/** A conversation after its reader's own marks went on. Undefined: something else has changed, or what is left must be counted. */
export function takeOwnMarks(
  conversation: Conversation,
  { read, delivered }: Marks,
): Conversation | undefined {
  if (read > conversation.read) {
    if (read < conversation.last_number) return undefined
    return { ...conversation, read, delivered, unread: 0, unread_mentions: 0 }
  }
  return delivered > conversation.delivered && read === conversation.read
    ? { ...conversation, delivered }
    : undefined
}
