import { v7 as uuidv7 } from 'uuid'
import { createArchive } from '../../lib/domains/archive/server/createArchive.ts'
import type { Wardline } from '../../lib/composition.ts'
import type { Crate } from '../../lib/domains/archive/contract/crate.ts'
import type { Role } from '../../lib/domains/identity/contract.ts'
import { createDatabase } from '../../lib/platform/database/createDatabase.ts'
import { systemClock } from '../../lib/realtime/server/clock.ts'
import { silentLogger } from '../../lib/realtime/testing/createTestGateway.ts'
import { runSql } from './benchPostgres.ts'

/** A clerk of Surgery who relocates crates, through the service that routes call. */
export interface Writer extends AsyncDisposable {
  /** A crate of their own for each `lane`: writes in different lanes never wait for one another's row. */
  write(lane: number): Promise<void>
  /** The lane's crate as it stands now. */
  crate(lane: number): Pick<Crate, 'id' | 'version'>
}

interface PersonRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly unitId: string
}

/** A database and its archive, for one that has none open. */
export function openArchive(url: string, poolSize: number): Pick<Wardline, 'database' | 'archive'> {
  const database = createDatabase({ url, poolSize, logger: silentLogger })
  return { database, archive: createArchive({ database, clock: systemClock, siteTimeZone: 'UTC' }) }
}

/** `url`: a database with the demo hospital. It is closed with the writer. */
export async function openWriter(
  url: string,
  { lanes, open }: { readonly lanes: number; readonly open: () => Pick<Wardline, 'database' | 'archive'> },
): Promise<Writer> {
  const { database, archive } = open()
  const [person] = await runSql<PersonRow>(
    url,
    `SELECT id, email, name, role::text, unit_id AS "unitId" FROM users WHERE email LIKE 'clerk.surgery@%'`,
  )
  if (person === undefined) throw new Error('the demo has no clerk')
  const actor = { ...person, userId: person.id, sessionId: uuidv7() }
  const call = () => ({
    actor,
    idempotency: null,
    stamp: { actorId: person.id, sessionId: actor.sessionId, changeId: uuidv7(), address: '127.0.0.1' },
  })
  const crates: Crate[] = []
  for (let lane = 0; lane < lanes; lane += 1) {
    crates.push(await archive.crates.create(call(), { label: `Bench ${lane}`, location: 'Nowhere' }))
  }
  const crateOf = (lane: number): Crate => {
    const crate = crates[lane]
    if (crate === undefined) throw new Error(`there is no lane ${lane}`)
    return crate
  }
  return {
    crate: (lane) => ({ id: crateOf(lane).id, version: crateOf(lane).version }),
    async write(lane) {
      const { id, version } = crateOf(lane)
      crates[lane] = await archive.crates.update(call(), id, { version, location: `Shelf ${version}` })
    },
    [Symbol.asyncDispose]: () => database.close(),
  }
}
