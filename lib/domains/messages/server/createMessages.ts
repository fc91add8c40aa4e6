import type { KeyRing } from '../../../platform/crypto/keyRing.ts'
import type { Database } from '../../../platform/database/createDatabase.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { InboundFrame } from '../../../realtime/server/inboundFrame.ts'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { MessagePage, UnreadCount } from '../contract.ts'
import type { Talker } from '../policy.ts'
import { createConversationKeys } from './conversationKeys.ts'
import { createConversationService, type ConversationService } from './createConversationService.ts'
import { createDraftService, type DraftService } from './createDraftService.ts'
import { createFileService, type MessageFileService } from './createFileService.ts'
import { createMessageService, type MessageService } from './createMessageService.ts'
import { createMessagesLive } from './createMessagesLive.ts'
import { createMessageFrames } from './messageFrames.ts'
import { createSearchService, type SearchService } from './createSearchService.ts'
import type { HistoryQuery } from './messagesQueries.ts'
import { readConversations, readUnread } from './readConversations.ts'
import { readHistory } from './readHistory.ts'

/** Messages as composition holds them. */
export interface Messages {
  readonly conversations: ConversationService
  readonly messages: MessageService
  readonly files: MessageFileService
  readonly drafts: DraftService
  readonly search: SearchService
  history(actor: Talker, conversationId: string, query: HistoryQuery): Promise<MessagePage>
  unread(actor: Talker): Promise<UnreadCount>
  /** What conversations of the actor's are called, by id; null: after their people. Others are left out. */
  titles(actor: Talker, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>
  /** `message` and `read` from sockets. */
  readonly frames: Readonly<Record<'message' | 'read', InboundFrame<DeskActor>>>
  readonly live: LiveDomain<DeskActor>
}

/** Builds the messages. `ring` wraps the keys of conversations. */
export function createMessages(parts: {
  readonly database: Database
  readonly ring: KeyRing
  readonly clock: Pick<Clock, 'now'>
}): Messages {
  const { clock, database, ring } = parts
  const { prisma } = database
  const keys = createConversationKeys(ring)
  const conversations = createConversationService({ database, ring, keys })
  const messages = createMessageService({ database, keys })
  const frames = createMessageFrames({ messages, conversations, now: () => clock.now() })
  return {
    conversations,
    messages,
    frames,
    files: createFileService({ database, keys }),
    drafts: createDraftService({ database, keys }),
    search: createSearchService({ prisma, keys }),
    history: (actor, conversationId, query) =>
      readHistory({ prisma, keys }, actor, { conversationId, query }),
    unread: (actor) => readUnread(prisma, actor),
    titles: async (actor, ids) =>
      new Map((await readConversations({ prisma, ring }, actor, ids)).map(({ id, title }) => [id, title])),
    live: { ...createMessagesLive({ prisma, keys }), frames },
  }
}
