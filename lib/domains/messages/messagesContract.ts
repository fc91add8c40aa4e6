import { invalidate, take, type LiveContract } from '../../realtime/client/liveContract.ts'
import type { LiveEvent } from '../../realtime/client/liveEvent.ts'
import { userTopic } from '../../realtime/protocol/topic.ts'
import type { Conversation, ConversationList, MessagePage, ParticipantList } from './contract.ts'
import { messagesKeys } from './contract/messagesKeys.ts'
import type * as Taking from './takeMessage.ts'

const conversationIdOf = ({ data }: LiveEvent): string | null => {
  const id = data['conversation_id']
  return typeof id === 'string' ? id : null
}

/** Under `name`, what hangs on the event's conversation; a bulk touches all conversations. */
const within = (name: string) => (event: LiveEvent) => [['messages', name, conversationIdOf(event)]]

/** How content is put into what is loaded: loaded itself beside the page. Until then, and where it cannot be, all is fetched anew. */
function createTaking(): () => typeof Taking | null {
  let taking: typeof Taking | null = null
  const load = (): void => {
    import('./takeMessage.ts').then(
      (loaded) => void (taking = loaded),
      () => {},
    )
  }
  load()
  return () => {
    if (taking === null) load()
    return taking
  }
}

/** What the messages' events do to the cache of this reader. A message's frame brings the message: nothing is fetched for it. */
export function createMessagesContract(viewerId: string): LiveContract {
  /** One's own participation is told on one's own topic too: there it counts, once. */
  const own = (keys: (event: LiveEvent) => readonly (readonly unknown[])[]) => (event: LiveEvent) =>
    event.topic === userTopic(viewerId) ? keys(event) : []
  const taking = createTaking()
  const isNote = ({ data }: LiveEvent) => typeof data['note'] === 'object' && data['note'] !== null
  const putOwnMarks = (conversation: Conversation, event: LiveEvent) => {
    const its = taking()
    const marks = its?.marksOf(event) ?? null
    return marks === null ? undefined : its?.takeOwnMarks(conversation, marks)
  }

  return {
    name: 'messages',
    effects: {
      message: [
        take<MessagePage>(within('history'), (page, event) => {
          const its = taking()
          const message = its?.messageOf(event) ?? null
          return message === null ? undefined : its?.takeIntoHistory(page, message)
        }),
        take<ConversationList>(
          () => [messagesKeys.conversations],
          (list, event) => {
            const its = taking()
            const message = its?.messageOf(event) ?? null
            return message === null ? undefined : its?.takeIntoList(list, message, viewerId)
          },
        ),
        take<Conversation>(within('conversation'), (conversation, event) => {
          const its = taking()
          const message = its?.messageOf(event) ?? null
          return message === null ? undefined : its?.takeIntoConversation(conversation, message, viewerId)
        }),
        invalidate((event) => (isNote(event) ? within('participants')(event) : [])),
        invalidate((event) => (event.action === 'updated' ? [['messages', 'edits', event.id]] : [])),
      ],
      participant: [
        take<ParticipantList>(within('participants'), (list, event) => {
          const its = taking()
          const marks = its?.marksOf(event) ?? null
          return marks === null ? undefined : its?.takeMarks(list, marks, event.timestamp)
        }),
        take<ConversationList>(
          own(() => [messagesKeys.conversations]),
          (list, event) => {
            const before = list.items.find(({ id }) => id === conversationIdOf(event))
            const after = before && putOwnMarks(before, event)
            return after && { items: list.items.map((each) => (each === before ? after : each)) }
          },
        ),
        take<Conversation>(own(within('conversation')), putOwnMarks),
      ],
      conversation: [
        invalidate((event) => [messagesKeys.conversations, ['messages', 'conversation', event.id]]),
      ],
      message_draft: [invalidate(() => [messagesKeys.drafts])],
    },
  }
}
