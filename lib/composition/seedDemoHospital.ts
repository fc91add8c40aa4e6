import { seedArchive } from '../domains/archive/server/demoArchive.ts'
import { DEMO_PEOPLE, DEMO_UNITS, seedIdentity } from '../domains/identity/server/demoPeople.ts'
import { createDatabase } from '../platform/database/createDatabase.ts'
import type { EngineLogger } from '../realtime/server/engineLogger.ts'

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }

/** Fills a database without units and people with the demo hospital; tells whether it did. All of it, or nothing. */
export async function seedDemoHospital(options: {
  readonly url: string
  readonly siteTimeZone: string
  readonly now: Date
  readonly logger: EngineLogger
}): Promise<boolean> {
  const { url, siteTimeZone, now, logger } = options
  const database = createDatabase({ url, logger, poolSize: 1 })
  try {
    return await database.inTransaction(
      NOBODY,
      async (tx) => {
        const seeded = await seedIdentity(tx)
        if (seeded === null) return false
        const units = DEMO_UNITS.map(({ code }) => ({ id: seeded.units[code] }))
        const people = DEMO_PEOPLE.map(({ email, role, unit }) => ({
          id: seeded.people[email] ?? '',
          role,
          unitId: unit === null ? null : seeded.units[unit],
        }))
        await seedArchive(tx, { units, people, now, siteTimeZone })
        return true
      },
      { timeoutMs: 60_000 },
    )
  } finally {
    await database.close()
  }
}
