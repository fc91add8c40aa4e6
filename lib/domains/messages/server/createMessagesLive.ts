import { validate as isUuid } from 'uuid'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import type { LiveDomain, TopicGrant } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { MessageFrame } from '../contract.ts'
import { takesPart } from '../policy.ts'
import type { ConversationKeys } from './conversationKeys.ts'
import { MESSAGE_EXPANDER, messagesModels } from './liveModels.ts'
import { readMembershipStart } from './readMembershipStart.ts'
import { MESSAGE_PARTS, presentMessage } from './presentMessage.ts'

/** The live side of messages: who may hear a conversation and since when, and what a message's frame says. */
export function createMessagesLive(parts: {
  readonly prisma: WardlinePrisma
  readonly keys: ConversationKeys
}): Pick<LiveDomain<DeskActor>, 'name' | 'models' | 'topics' | 'expanders'> {
  const { prisma, keys } = parts

  async function grant(actor: DeskActor, conversationId: string): Promise<TopicGrant | null> {
    const participant = await prisma.participant.findUnique({
      where: { conversationId_userId: { conversationId, userId: actor.userId } },
    })
    if (participant === null || !takesPart(actor, participant)) return null
    return { since: await readMembershipStart(prisma, participant) }
  }

  return {
    name: 'messages',
    models: messagesModels,
    topics: {
      'conversation:{id}': {
        presence: true,
        maySubscribe: (actor, { id = '' }) => (isUuid(id) ? grant(actor, id) : null),
      },
    },
    expanders: {
      async [MESSAGE_EXPANDER](entry): Promise<MessageFrame | null> {
        const row = await prisma.message.findUnique({
          where: { id: String(entry.data['id']) },
          include: MESSAGE_PARTS,
        })
        if (row === null) return null
        const { action, timestamp } = entry
        // A key that cannot be unwrapped is no reason to hold the conversation up: the message says that it cannot be read.
        const key = await keys.find(prisma, row.conversationId).catch(() => null)
        return { type: 'message', entity: 'message', action, timestamp, message: presentMessage(row, key) }
      },
    },
  }
}
