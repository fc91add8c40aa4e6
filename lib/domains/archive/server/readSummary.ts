import type { WardlineTx } from '../../../platform/database/createDatabase.ts'
import { CRATE_STATUSES, type CrateStatus, type Summary } from '../contract.ts'
import type { Asker } from '../policy.ts'
import { readableCrates, readableRequests, waitingRequests } from './archiveScope.ts'

/** Counts over all that the actor may read, and what waits for them. */
export async function readSummary(db: WardlineTx, actor: Asker): Promise<Summary> {
  const waiting = waitingRequests(actor)
  const readable = readableRequests(actor)
  const countOf = (part: keyof typeof waiting) =>
    db.archiveRequest.count({ where: { AND: [readable, waiting[part]] } })
  const [crates, requests, toDecide, toReceive, toAnswer] = await Promise.all([
    db.crate.groupBy({ by: ['status'], where: readableCrates(actor), _count: true }),
    db.archiveRequest.groupBy({ by: ['kind', 'status'], where: readable, _count: true }),
    countOf('decide'),
    countOf('receive'),
    countOf('answer'),
  ])
  const requestsIn = (isMeant: (row: (typeof requests)[number]) => boolean) =>
    requests.filter(isMeant).reduce((sum, row) => sum + row._count, 0)
  const cratesIn = (status: CrateStatus) => crates.find((row) => row.status === status)?._count ?? 0
  return {
    crates: Object.fromEntries(
      CRATE_STATUSES.map((status) => [status, cratesIn(status)]),
    ) as Summary['crates'],
    requests: {
      pending: requestsIn((row) => row.status === 'pending'),
      sent_back: requestsIn((row) => row.status === 'sent_back'),
      in_transfer: requestsIn((row) => row.kind === 'transfer' && row.status === 'approved'),
    },
    waiting: { to_decide: toDecide, to_receive: toReceive, to_answer: toAnswer },
  }
}
