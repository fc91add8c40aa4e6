import type { Database } from '../../../platform/database/createDatabase.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { Visit, VisitUpdate } from '../contract.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { countActivity } from './readActivity.ts'
import { readLogHead } from './readLogHead.ts'

/** Up to where people have seen the activity, each for themselves. */
export interface VisitService {
  read(actor: DeskActor): Promise<Visit>
  /** All up to `position` was seen. It never moves back, and never beyond the end of the log. */
  update(call: ServiceCall<DeskActor>, input: VisitUpdate): Promise<Visit>
}

export function createVisitService({ database }: { readonly database: Database }): VisitService {
  const { prisma } = database

  async function read(actor: DeskActor): Promise<Visit> {
    const head = await readLogHead(prisma)
    const visit = await prisma.deskVisit.findUnique({ where: { userId: actor.userId } })
    if (visit === null) return { position: null, seen_at: null, unseen: 0, head }
    const position = Number(visit.position)
    return {
      position,
      seen_at: visit.seenAt.toISOString(),
      unseen: await countActivity(prisma, actor, position),
      head,
    }
  }

  return {
    read,
    async update({ actor, stamp }, { position }) {
      await database.inTransaction(
        stamp,
        (tx) => tx.$executeRaw`
          INSERT INTO desk_visits AS v (user_id, position, seen_at)
          SELECT ${actor.userId}::uuid, least(${position}::bigint, h.position), now() FROM live_head h WHERE h.id = 1
          ON CONFLICT (user_id) DO UPDATE
            SET position = excluded.position, seen_at = excluded.seen_at
          WHERE v.position <= excluded.position OR v.position > (SELECT h.position FROM live_head h WHERE h.id = 1)`,
      )
      return await read(actor)
    },
  }
}
