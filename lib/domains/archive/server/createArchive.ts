import type { Database } from '../../../platform/database/createDatabase.ts'
import { readAlone, type Share } from '../../../platform/live/createSharedResults.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { Summary, Trends } from '../contract/summary.ts'
import type { Asker } from '../policy.ts'
import { createArchiveLive } from './createArchiveLive.ts'
import { createAttachmentService, type AttachmentService } from './createAttachmentService.ts'
import { createCommentService, type CommentService } from './createCommentService.ts'
import { createCrateService, type CrateService } from './createCrateService.ts'
import { createRequestService, type RequestService } from './createRequestService.ts'
import { createRetentionRuleService, type RetentionRuleService } from './createRetentionRuleService.ts'
import { readInScope } from './readInScope.ts'
import { readNumbers } from './readNumbers.ts'
import { readSummary } from './readSummary.ts'
import { readTrends } from './readTrends.ts'
import { dayAt } from '../calendarDay.ts'
import { siteYear } from './siteYear.ts'
import { takeNumber, takeNumbers } from './takeNumber.ts'

/** The archive as composition holds it. */
export interface Archive {
  readonly crates: CrateService
  readonly requests: RequestService
  readonly retentionRules: RetentionRuleService
  readonly comments: CommentService
  readonly attachments: AttachmentService
  summary(actor: Asker, share?: Share): Promise<Summary>
  trends(actor: Asker, share?: Share): Promise<Trends>
  /** Numbers of crates and requests by their ids; only of those that the actor may read. */
  numbers(
    actor: Asker,
    ids: { readonly crates: readonly string[]; readonly requests: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>
  readonly live: LiveDomain<DeskActor>
}

/** Builds the archive. `siteTimeZone` (IANA) says when days and the year of numbers turn. */
export function createArchive(parts: {
  readonly database: Database
  readonly clock: Clock
  readonly siteTimeZone: string
}): Archive {
  const { database, clock, siteTimeZone } = parts
  const { prisma } = database
  const calendar = () => ({ timeZone: siteTimeZone, today: dayAt(clock.now(), siteTimeZone) })
  const nextNumbers = (prefix: string, count: number) =>
    takeNumbers(prisma, prefix, { year: siteYear(clock.now(), siteTimeZone), count })
  const nextNumber = (prefix: string) => takeNumber(prisma, prefix, siteYear(clock.now(), siteTimeZone))
  return {
    crates: createCrateService({ database, nextNumbers, now: () => clock.now(), calendar }),
    requests: createRequestService({ database, nextNumber, now: () => clock.now(), calendar }),
    retentionRules: createRetentionRuleService({ database }),
    comments: createCommentService({ database }),
    attachments: createAttachmentService({ database }),
    summary: (actor, share = readAlone) => readSummary(prisma, { actor, share }, calendar()),
    numbers: (actor, ids) => readNumbers(prisma, actor, ids),
    trends(actor, share = readAlone) {
      const days = calendar()
      return readInScope(share, actor, {
        query: 'trends',
        parameters: days,
        run: (scope) => readTrends(prisma, scope, days),
      })
    },
    live: createArchiveLive({
      crateUnits: (id) => prisma.crate.findUnique({ where: { id }, select: { unitId: true } }),
      requestUnits: (id) =>
        prisma.archiveRequest.findUnique({ where: { id }, select: { unitId: true, toUnitId: true } }),
    }),
  }
}
