import { setTimeout as sleep } from 'node:timers/promises'
import type { WardlinePrisma } from '../../../platform/database/createDatabase.ts'
import { conversationTopic } from '../contract/messagesKeys.ts'

interface Membership {
  readonly id: string
  readonly conversationId: string
  readonly membership: number
}

/** The log tells of a membership within milliseconds; while it does not, nobody is let in. */
const LOOKS = 40
const BETWEEN_LOOKS_MS = 50

/** What the log has not told yet cannot be said to be before or after a membership. */
export class MembershipNotTold extends Error {
  constructor() {
    super('The log has not told of this membership yet')
    this.name = 'MembershipNotTold'
  }
}

/**
 * The position at which a membership began: of its own event in the conversation's topic, so that whatever was said before
 * it has a smaller one. 0: the log has forgotten it, and with it everything before. Throws `MembershipNotTold` while the
 * event still waits in the outbox.
 */
export async function readMembershipStart(prisma: WardlinePrisma, membership: Membership): Promise<number> {
  const { id: participantId, membership: count } = membership
  const known = await prisma.membershipStart.findUnique({
    where: { participantId_membership: { participantId, membership: count } },
  })
  if (known !== null) return Number(known.position)
  for (let look = 0; look < LOOKS; look += 1) {
    const told = await lookUp(prisma, membership)
    if (told !== 'waits') {
      const position = BigInt(told ?? 0)
      await prisma.membershipStart.createMany({
        data: [{ participantId, membership: count, position }],
        skipDuplicates: true,
      })
      return Number(position)
    }
    await sleep(BETWEEN_LOOKS_MS)
  }
  throw new MembershipNotTold()
}

/** One statement, so that the outbox and the log are of one instant: the relay moves a row from one to the other. */
async function lookUp(prisma: WardlinePrisma, membership: Membership): Promise<bigint | 'waits' | null> {
  const { id, conversationId, membership: count } = membership
  const [row] = await prisma.$queryRaw<{ waits: boolean; position: bigint | null }[]>`
    SELECT EXISTS (SELECT FROM live_outbox o
                    WHERE o.model = 'Participant' AND o.after->>'id' = ${id}
                      AND (o.after->>'membership')::int = ${count}) AS waits,
           (SELECT min(l.position) FROM live_log l
             WHERE l.topic = ${conversationTopic(conversationId)} AND l.entity = 'participant'
               AND l.data->>'id' = ${id} AND (l.data->>'membership')::int = ${count}) AS position`
  return row?.waits === true ? 'waits' : (row?.position ?? null)
}
