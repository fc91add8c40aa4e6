import { growArchive } from '../domains/archive/server/demo/growArchive.ts'
import type { DemoStaff } from '../domains/archive/server/demo/drawRequests.ts'
import { DEMO_UNITS, isDemoAccount } from '../domains/identity/server/demoPeople.ts'
import { createDatabase, type Database } from '../platform/database/createDatabase.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'

/** What stands in the database that is to become a large demo. */
export interface HospitalSize {
  readonly crates: number
  /** People who are none of the demo's. */
  readonly strangers: number
}

/** Looks at a database before it is filled. */
export async function measureHospital(options: {
  readonly url: string
  readonly logger: EngineLogger
}): Promise<HospitalSize> {
  return await withDatabase(options, async ({ prisma }) => {
    const people = await prisma.user.findMany({ select: { email: true } })
    return {
      crates: await prisma.crate.count(),
      strangers: people.filter(({ email }) => !isDemoAccount(email)).length,
    }
  })
}

/** Adds eight years of crates and requests to the demo hospital's units, in the name of its people. */
export async function growDemoHospital(options: {
  readonly url: string
  readonly siteTimeZone: string
  readonly now: Date
  readonly logger: EngineLogger
  readonly crates: number
  readonly requests: number
  readonly onProgress?: (written: number, of: number) => void
}): Promise<void> {
  await withDatabase(options, async (database) => {
    await growArchive(database, { ...options, staff: await readStaff(database), seed: 20_261_121 })
    // Without fresh statistics and a fresh map of what is visible to all, lists would be slow until autovacuum came by.
    for (const table of ['crates', 'archive_requests', 'archive_request_crates', 'archive_comments']) {
      await database.prisma.$executeRawUnsafe(`VACUUM (ANALYZE) ${table}`)
    }
  })
}

async function readStaff({ prisma }: Database): Promise<DemoStaff[]> {
  const units = await prisma.unit.findMany({ select: { id: true, code: true } })
  const people = await prisma.user.findMany({
    where: { status: 'active' },
    select: { id: true, role: true, unitId: true },
    orderBy: { email: 'asc' },
  })
  const house = people.filter(({ unitId }) => unitId === null).map(({ id }) => id)
  return DEMO_UNITS.map(({ code }) => {
    const unitId = units.find((unit) => unit.code === code)?.id
    if (unitId === undefined) throw new Error(`the demo hospital has no unit ${code}`)
    const own = people.filter((person) => person.unitId === unitId)
    const managers = own.filter(({ role }) => role === 'manager').map(({ id }) => id)
    const staff = own.filter(({ role }) => role !== 'manager').map(({ id }) => id)
    // Nobody decides on their own request: where nobody else works, one of the house asks and the others decide.
    const workers = staff.length > 0 ? staff : house.slice(0, 1)
    const deciders = [...managers, ...house].filter((id) => !workers.includes(id)).slice(0, 2)
    return { unitId, workers, deciders }
  })
}

async function withDatabase<T>(
  { url, logger }: { readonly url: string; readonly logger: EngineLogger },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = createDatabase({ url, logger, poolSize: 1 })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
