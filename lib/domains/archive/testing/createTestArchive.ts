import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../../platform/database/createDatabase.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import type { DeskActor, Role } from '../../identity/contract.ts'
import type { ArchiveRequest, Decision, RequestCreate } from '../contract/archiveRequest.ts'
import type { Crate } from '../contract/crate.ts'
import type { ServiceCall } from '../../../platform/http/serviceCall.ts'
import { createArchive, type Archive } from '../server/createArchive.ts'

const UNITS = ['surgery', 'radiology', 'pharmacy'] as const
type UnitName = (typeof UNITS)[number]

const PEOPLE = {
  ada: ['clerk', 'surgery'],
  abe: ['nurse', 'surgery'],
  max: ['manager', 'surgery'],
  mia: ['manager', 'surgery'],
  rob: ['clerk', 'radiology'],
  ria: ['manager', 'radiology'],
  eve: ['manager', 'pharmacy'],
  root: ['admin', null],
} as const satisfies Record<string, readonly [Role, UnitName | null]>
export type PersonName = keyof typeof PEOPLE

/** A hospital with three units and a few people in a database of its own. */
export interface TestArchive extends AsyncDisposable {
  readonly archive: Archive
  readonly database: Database
  readonly query: TestDatabase['query']
  /** Of the database. */
  readonly url: string
  readonly units: Readonly<Record<UnitName, string>>
  person(name: PersonName): DeskActor
  /** A write by that person. */
  as(name: PersonName): ServiceCall<DeskActor>
  crate(unit?: UnitName, label?: string): Promise<Crate>
  /** A withdrawal of one fresh crate by Ada of surgery, or what `input` says. */
  request(input?: Partial<RequestCreate>, by?: PersonName): Promise<ArchiveRequest>
  /** The decision on the version given, or on the one that stands now. */
  decide(
    name: PersonName,
    request: Pick<ArchiveRequest, 'id' | 'version'>,
    decision: Decision,
  ): Promise<ArchiveRequest>
}

export async function createTestArchive(
  options: { poolSize?: number; now?: () => number } = {},
): Promise<TestArchive> {
  const { now = Date.now } = options
  const base = await createTestDatabase(options)
  const { database } = base
  const units = { surgery: uuidv7(), radiology: uuidv7(), pharmacy: uuidv7() }
  const actors = new Map<PersonName, DeskActor>()
  await database.inTransaction(NOBODY, async (tx) => {
    await tx.unit.createMany({ data: UNITS.map((code) => ({ id: units[code], code, name: code })) })
    for (const [name, [role, unit]] of Object.entries(PEOPLE) as [
      PersonName,
      (typeof PEOPLE)[PersonName],
    ][]) {
      const person = { id: uuidv7(), email: `${name}@wardline.test`, name, role, unitId: unit && units[unit] }
      await tx.user.create({ data: { ...person, passwordHash: 'x' } })
      actors.set(name, { ...person, userId: person.id, sessionId: uuidv7() })
    }
  })
  const archive = createArchive({ database, clock: { ...systemClock, now }, siteTimeZone: 'Europe/Berlin' })
  const person = (name: PersonName): DeskActor => {
    const actor = actors.get(name)
    if (!actor) throw new Error(`nobody is called ${name}`)
    return actor
  }
  const as = (name: PersonName): ServiceCall<DeskActor> => {
    const actor = person(name)
    return {
      actor,
      idempotency: null,
      stamp: { ...NOBODY, actorId: actor.userId, sessionId: actor.sessionId },
    }
  }
  const crate: TestArchive['crate'] = (unit = 'surgery', label = 'Charts') =>
    archive.crates.create(as('root'), { unit_id: units[unit], label, location: 'B1' })
  return {
    archive,
    database,
    query: base.query,
    url: base.url,
    units,
    person,
    as,
    crate,
    async request(input = {}, by = 'ada') {
      const crateIds = input.crate_ids ?? [(await crate()).id]
      return await archive.requests.create(as(by), {
        kind: 'withdrawal',
        reason: 'Needed',
        ...input,
        crate_ids: crateIds,
      })
    },
    decide: (name, { id, version }, decision) =>
      archive.requests.decide(as(name), id, { decision, input: { version, reason: 'Because' } }),
    [Symbol.asyncDispose]: () => base[Symbol.asyncDispose](),
  }
}

const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
