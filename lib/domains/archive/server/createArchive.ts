import type { Database } from '../../../platform/database/createDatabase.ts'
import type { Clock } from '../../../realtime/server/clock.ts'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import type { Summary } from '../contract.ts'
import type { Asker } from '../policy.ts'
import { createArchiveLive } from './createArchiveLive.ts'
import { createCrateService, type CrateService } from './createCrateService.ts'
import { createRequestService, type RequestService } from './createRequestService.ts'
import { readSummary } from './readSummary.ts'
import { siteYear } from './siteYear.ts'
import { takeNumber } from './takeNumber.ts'

/** The archive as composition holds it. */
export interface Archive {
  readonly crates: CrateService
  readonly requests: RequestService
  summary(actor: Asker): Promise<Summary>
  readonly live: LiveDomain<DeskActor>
}

/** Builds the archive. `siteTimeZone` (IANA) says when the year of numbers turns. */
export function createArchive(parts: {
  readonly database: Database
  readonly clock: Clock
  readonly siteTimeZone: string
}): Archive {
  const { database, clock, siteTimeZone } = parts
  const { prisma } = database
  const nextNumber = (prefix: string) => takeNumber(prisma, prefix, siteYear(clock.now(), siteTimeZone))
  return {
    crates: createCrateService({ database, nextNumber }),
    requests: createRequestService({ database, nextNumber, now: () => clock.now() }),
    summary: (actor) => readSummary(prisma, actor),
    live: createArchiveLive({
      crateUnits: (id) => prisma.crate.findUnique({ where: { id }, select: { unitId: true } }),
      requestUnits: (id) =>
        prisma.archiveRequest.findUnique({ where: { id }, select: { unitId: true, toUnitId: true } }),
    }),
  }
}
