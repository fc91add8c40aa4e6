import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createProjector, type Projector } from '../../../platform/live/createProjector.ts'
import { trimLog } from '../../../platform/live/trimLog.ts'
import { createTestDatabase, type TestDatabase } from '../../../platform/testing/createTestDatabase.ts'
import { systemClock } from '../../../realtime/server/clock.ts'
import type { DeskActor, Role } from '../../identity/contract.ts'
import type { Activity } from '../contract.ts'
import { activityProjection } from './activityProjection.ts'
import { createActivityService, type ActivityService } from './createActivityService.ts'
import { createVisitService, type VisitService } from './createVisitService.ts'
import { ActivityQuery } from './deskQueries.ts'
import { trimActivity } from './trimActivity.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }
const NOBODY = { actorId: null, sessionId: null, changeId: null, address: null }
const [SURGERY, RADIOLOGY] = [uuidv7(), uuidv7()]
const PEOPLE = { ada: uuidv7(), ben: uuidv7(), rob: uuidv7(), root: uuidv7() }
const [CRATE, OTHER_CRATE, TRANSFER] = [uuidv7(), uuidv7(), uuidv7()]
const START = Date.parse('2026-11-21T08:00:00.000Z')

let db: TestDatabase
let activity: ActivityService
let visits: VisitService
let projector: Projector | null
let readable: ReadonlyMap<string, string>

beforeEach(async () => {
  db = await createTestDatabase()
  projector = null
  readable = new Map([[CRATE, 'CR-2026-001']])
  const { database } = db
  await database.inTransaction(NOBODY, async (tx) => {
    const units = [
      { id: SURGERY, code: 'surgery', name: 'Surgery' },
      { id: RADIOLOGY, code: 'radiology', name: 'Radiology' },
    ]
    await tx.unit.createMany({ data: units })
    const data = Object.entries(PEOPLE).map(([name, id]) => ({
      id,
      name,
      email: `${name}@wardline.test`,
      role: 'clerk' as const,
      passwordHash: 'x',
    }))
    await tx.user.createMany({ data })
  })
  await db.query('DELETE FROM live_outbox')
  activity = createActivityService({
    database,
    names: {
      people: async (_actor, ids) =>
        Object.entries(PEOPLE).flatMap(([name, id]) => (ids.includes(id) ? [{ id, name }] : [])),
      numbers: async () => readable,
    },
  })
  visits = createVisitService({ database })
})
afterEach(async () => {
  await projector?.close()
  await db[Symbol.asyncDispose]()
})

function person(name: keyof typeof PEOPLE, unitId: string | null = SURGERY, role: Role = 'clerk'): DeskActor {
  return { userId: PEOPLE[name], sessionId: uuidv7(), name, email: `${name}@wardline.test`, role, unitId }
}
const ada = person('ada')
const rob = person('rob', RADIOLOGY)
const root = person('root', null, 'admin')

interface Told {
  readonly unit?: string | null
  readonly entity?: string
  readonly action?: string
  readonly by?: keyof typeof PEOPLE | null
  readonly id?: string
  readonly minute?: number
  readonly change?: string | null
  readonly data?: object
}

/** Events as the relay writes them, one each in the unit's topic (or `units`, where unit is null). */
async function tell(...events: readonly Told[]): Promise<void> {
  for (const event of events) {
    const {
      unit = SURGERY,
      entity = 'crate',
      action = 'updated',
      by = 'ada',
      id = CRATE,
      minute = 0,
      change = null,
    } = event
    const topic = unit === null ? 'units' : `unit:${unit}`
    await db.query(
      `WITH head AS (UPDATE live_head SET position = position + 1 RETURNING position)
       INSERT INTO live_log (position, topic, seq, entity, action, actor_id, data, at, change_id)
       SELECT position, $1, position, $2, $3, $4, $5, $6, $7 FROM head`,
      [
        topic,
        entity,
        action,
        by && PEOPLE[by],
        { id, ...event.data },
        new Date(START + minute * 60_000),
        change,
      ],
    )
  }
}

const list = async (reader: DeskActor, query: Readonly<Record<string, string>> = {}) =>
  await activity.list(reader, ActivityQuery.parse(query))
const items = async (reader: DeskActor, query = {}) => (await list(reader, query)).items
const short = ({ entity, action, actor, count }: Activity) => `${actor?.name} ${action} ${entity} ${count}`

async function project(): Promise<void> {
  projector ??= createProjector({
    projection: activityProjection,
    directUrl: db.url,
    clock: systemClock,
    logger: silent,
    batchSize: 3,
  })
  projector.nudge()
  await vi.waitFor(
    async () => {
      const rows = await db.query('SELECT FROM projections p, live_head h WHERE p.position = h.position')
      expect(rows).toHaveLength(1)
    },
    { timeout: 10_000, interval: 20 },
  )
}

/** The answer must be the same from the log alone, half projected, and wholly projected. */
async function alike(ask: () => Promise<unknown>, more: readonly Told[] = []): Promise<void> {
  const fromLog = await ask()
  await project()
  expect(await ask()).toEqual(fromLog)
  if (more.length === 0) return
  await projector?.close()
  projector = null
  await tell(...more)
  const partly = await ask()
  await project()
  expect(await ask()).toEqual(partly)
}

describe('the feed', () => {
  test('tells newest first what people care about, with names and numbers, and no more than ids and states', async () => {
    await tell(
      { action: 'created', data: { crate_number: 'CR-2026-001', status: 'stored', version: 1 } },
      { unit: null, action: 'created' },
      { entity: 'request_crate', data: { request_id: TRANSFER, crate_id: CRATE } },
      { entity: 'sendback', data: { request_id: TRANSFER } },
      { entity: 'session' },
      { entity: 'request_comment', action: 'created', by: 'ben', data: { request_id: TRANSFER }, minute: 1 },
    )
    expect(await items(ada)).toEqual([
      {
        position: 6,
        unit: { id: SURGERY, name: 'Surgery' },
        entity: 'request_comment',
        action: 'created',
        actor: { id: PEOPLE.ben, name: 'ben' },
        subject: { kind: 'request', id: TRANSFER, number: null, readable: false },
        statuses: [],
        count: 1,
        first_at: '2026-11-21T08:01:00.000Z',
        at: '2026-11-21T08:01:00.000Z',
      },
      {
        position: 1,
        unit: { id: SURGERY, name: 'Surgery' },
        entity: 'crate',
        action: 'created',
        actor: { id: PEOPLE.ada, name: 'ada' },
        subject: { kind: 'crate', id: CRATE, number: 'CR-2026-001', readable: true },
        statuses: ['stored'],
        count: 1,
        first_at: '2026-11-21T08:00:00.000Z',
        at: '2026-11-21T08:00:00.000Z',
      },
    ])
    expect((await list(ada)).head).toBe(6)
    await alike(() => list(ada), [{ by: 'ben', minute: 2 }])
  })

  test('is read of one’s own unit, or of all by those who read all; never of another', async () => {
    await tell({ unit: SURGERY }, { unit: RADIOLOGY, by: 'rob', minute: 1 })
    const seen = async (reader: DeskActor, query = {}) =>
      (await items(reader, query)).map(({ unit }) => unit.name)
    expect(await seen(ada)).toEqual(['Surgery'])
    expect(await seen(rob)).toEqual(['Radiology'])
    expect(await seen(ada, { unit_id: RADIOLOGY })).toEqual([])
    expect(await seen(root)).toEqual(['Radiology', 'Surgery'])
    expect(await seen(person('root', SURGERY, 'admin'))).toEqual(['Radiology', 'Surgery'])
    expect(await seen(root, { unit_id: SURGERY })).toEqual(['Surgery'])
    expect(await seen(person('ada', null))).toEqual([])
  })

  test('keeps what the log has forgotten, and forgets by age', async () => {
    await tell({ minute: 0 }, { id: OTHER_CRATE, minute: 1 })
    await project()
    await db.query("UPDATE live_log SET logged_at = now() - interval '2 days'")
    expect(await trimLog(db.pool, { hours: 24 })).toBe(2)
    expect(await items(ada)).toHaveLength(2)
    await db.query("UPDATE activity_entries SET at = now() - interval '401 days' WHERE position = 1")
    await db.query("UPDATE activity_entries SET at = now() - interval '399 days' WHERE position = 2")
    expect(await trimActivity(db.pool, 400)).toBe(1)
    expect((await items(ada)).map(({ position }) => position)).toEqual([2])
  })

  test('names nobody where nobody of ours did it, and says how many things a bulk touched', async () => {
    await tell({ by: null, data: { bulk: 512 } }, { by: null, data: { bulk: 300 } })
    expect((await items(ada)).map(({ actor, subject, count }) => [actor, subject, count])).toEqual([
      [null, null, 300],
      [null, null, 512],
    ])
  })

  test('filters by entity and by person', async () => {
    await tell({ by: 'ada' }, { by: 'ben', entity: 'transfer', id: TRANSFER }, { by: 'ben', id: OTHER_CRATE })
    expect((await items(ada, { actor_id: PEOPLE.ben })).map(short)).toEqual([
      'ben updated crate 1',
      'ben updated transfer 1',
    ])
    expect((await items(ada, { actor_id: PEOPLE.ben, entity: 'crate' })).map(short)).toEqual([
      'ben updated crate 1',
    ])
  })
})

describe('what moves between units', () => {
  test('left one and arrived in the other; what was deleted is deleted', async () => {
    const crate = { id: CRATE, data: { version: 2, status: 'stored' }, minute: 1 }
    await tell(
      { ...crate, unit: SURGERY, action: 'deleted' },
      { ...crate, unit: RADIOLOGY, action: 'created' },
      { ...crate, unit: null, action: 'updated' },
      { ...crate, id: OTHER_CRATE, unit: SURGERY, action: 'deleted', minute: 2 },
      { ...crate, id: OTHER_CRATE, unit: null, action: 'deleted', minute: 2 },
    )
    expect((await items(ada)).map(short)).toEqual(['ada deleted crate 1', 'ada left crate 1'])
    expect((await items(rob)).map(short)).toEqual(['ada arrived crate 1'])
    await alike(() => list(root))
  })

  test('what is new came from nowhere, whatever its version', async () => {
    const crate = { action: 'created', data: { version: 2, status: 'requested' } }
    await tell(crate, { ...crate, unit: null })
    expect((await items(ada)).map(short)).toEqual(['ada created crate 1'])
  })

  test('what was said on a transfer does not come and go with it', async () => {
    const word = { entity: 'request_comment', id: OTHER_CRATE, data: { request_id: TRANSFER } }
    await tell({ ...word, action: 'created' }, { ...word, unit: RADIOLOGY, action: 'created' })
    await tell({ ...word, minute: 1 }, { ...word, unit: RADIOLOGY, action: 'deleted', minute: 1 })
    const created = ['ada created request_comment 1']
    expect([await items(ada), await items(rob), await items(root)].map((all) => all.map(short))).toEqual([
      created,
      created,
      created,
    ])
    await alike(() => list(root))
  })

  test('a transfer is told in both units, and once to those who read both', async () => {
    const filed = { entity: 'transfer', action: 'created', id: TRANSFER, data: { version: 1 } }
    await tell({ ...filed, unit: SURGERY }, { ...filed, unit: RADIOLOGY }, { ...filed, unit: null })
    expect([await items(ada), await items(rob), await items(root)].map(({ length }) => length)).toEqual([
      1, 1, 1,
    ])
    await alike(() => list(root))
  })
})

describe('changes that follow one another', () => {
  const changes: readonly Told[] = [
    { action: 'created', data: { status: 'stored', version: 1 }, minute: 0 },
    { data: { status: 'stored' }, minute: 5 },
    { id: OTHER_CRATE, by: 'ben', minute: 6 },
    { data: { status: 'requested' }, minute: 15 },
    { by: 'ben', minute: 16 },
    { data: { status: 'stored' }, minute: 17 },
    { data: { status: 'stored' }, minute: 27 },
    { data: { status: 'stored' }, minute: 38 },
  ]

  test('are one, by one person on one thing within ten minutes, whoever else works meanwhile', async () => {
    await tell(...changes)
    expect((await items(ada)).map((each) => [short(each), each.statuses])).toEqual([
      ['ada updated crate 1', ['stored']],
      ['ada updated crate 2', ['stored']],
      ['ben updated crate 1', []],
      ['ada created crate 3', ['stored', 'requested']],
      ['ben updated crate 1', []],
    ])
  })

  test('begin with the state that somebody else, or oneself before, had left it in', async () => {
    const told = { entity: 'transfer', id: TRANSFER }
    await tell(
      { ...told, action: 'created', data: { status: 'pending' } },
      { ...told, by: 'ben', data: { status: 'sent_back' }, minute: 1 },
      { ...told, data: { status: 'sent_back' }, minute: 2 },
      { ...told, data: { status: 'pending' }, minute: 30 },
    )
    expect((await items(ada)).map(({ statuses }) => statuses)).toEqual([
      ['sent_back', 'pending'],
      ['sent_back'],
      ['pending', 'sent_back'],
      ['pending'],
    ])
  })

  test('are the same on pages of any size, projected or not', async () => {
    await tell(...changes)
    const whole = await items(ada)
    const paged = async (limit: number) => {
      const found: Activity[] = []
      for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
        const page = await list(ada, { limit: String(limit), before: String(before) })
        found.push(...page.items)
        before = page.next_before
      }
      return found
    }
    for (const limit of [1, 2, 3, 5, 50]) expect(await paged(limit)).toEqual(whole)
    await project()
    for (const limit of [1, 2, 5]) expect(await paged(limit)).toEqual(whole)
  })

  test('a change that joins an activity moves it to the top, and it is never there twice', async () => {
    await tell({ minute: 0 }, { id: OTHER_CRATE, minute: 1 })
    await tell({ minute: 2 })
    expect((await items(ada)).map(({ position, count }) => [position, count])).toEqual([
      [3, 2],
      [2, 1],
    ])
  })
})

describe('one act upon several things', () => {
  const [IMPORT, DECISION, EDIT] = [uuidv7(), uuidv7(), uuidv7()]
  const registered = (count: number, change = IMPORT, minute = 0): Told[] =>
    Array.from({ length: count }, () => ({
      id: uuidv7(),
      action: 'created',
      data: { status: 'stored' },
      change,
      minute,
    }))
  const said = ({ actor, action, subject, count, statuses }: Activity) =>
    `${actor?.name} ${action} ${subject === null ? 'many' : 'one'} ${count} ${statuses.join('>')}`

  test('is one activity, live and from the log alike, on pages of any size', async () => {
    await tell({ by: 'ben', minute: -1 }, ...registered(7), { by: 'ben', id: OTHER_CRATE }, ...registered(4))
    const whole = await items(ada)
    expect(whole.map(said)).toEqual([
      'ada created many 11 stored',
      'ben updated one 1 ',
      'ben updated one 1 ',
    ])
    expect(whole[0]).toMatchObject({ position: 13, first_at: '2026-11-21T08:00:00.000Z' })
    const first = await list(ada, { limit: '1' })
    expect(first.next_before).toBe(13)
    expect(await items(ada, { before: '13' })).toEqual(whole.slice(1))
    expect(await items(ada, { before: '9' })).toEqual(whole.slice(2))
    await alike(() => list(ada), registered(3))
    expect((await items(ada)).map(said)[0]).toBe('ada created many 14 stored')
  })

  test('counts what was told as a number, too', async () => {
    const told = { action: 'created', data: { bulk: 500 }, change: IMPORT }
    await tell(told, told, ...registered(58, IMPORT, 1))
    expect((await items(ada)).map(said)).toEqual(['ada created many 1058 stored'])
    await alike(() => list(ada))
  })

  test('tells apart what it did to some and to others, who did it, and where', async () => {
    const [first, second, third] = [uuidv7(), uuidv7(), uuidv7()]
    const asked = (id: string): Told => ({ id, data: { status: 'requested' }, change: EDIT })
    await tell(...registered(2), { ...asked(first), data: { status: 'requested' }, change: null, minute: 1 })
    await tell(asked(second), asked(third), { ...asked(first), data: { status: 'stored' } })
    await tell({ ...asked(CRATE), by: 'ben' }, { ...asked(OTHER_CRATE), unit: RADIOLOGY })
    expect((await items(ada)).map(said)).toEqual([
      'ben updated one 1 requested',
      'ada updated one 2 requested>stored',
      'ada updated many 2 requested',
      'ada created many 2 stored',
    ])
    await alike(() => list(root))
  })

  test('says what state the things were in before, and takes no other change in', async () => {
    const crates = [uuidv7(), uuidv7()]
    const all = (status: string, more: Told): Told[] =>
      crates.map((id) => ({ id, data: { status }, ...more }))
    await tell(...all('stored', {}), ...all('requested', { by: 'ben', change: DECISION, minute: 1 }))
    await tell(...all('withdrawn', { change: EDIT, minute: 2 }))
    await tell({ id: crates[0] ?? '', data: { status: 'withdrawn' }, minute: 3 })
    expect((await items(ada)).map(said)).toEqual([
      'ada updated one 1 withdrawn',
      'ada updated many 2 requested>withdrawn',
      'ben updated many 2 stored>requested',
      'ada updated one 1 stored',
      'ada updated one 1 stored',
    ])
    await alike(() => list(ada))
  })

  test('is one thing unseen', async () => {
    await tell({})
    const call = { actor: ada, stamp: { ...NOBODY, actorId: ada.userId }, idempotency: null }
    await visits.update(call, { position: 1 })
    await tell(...registered(58).map((each) => ({ ...each, by: 'ben' as const })))
    expect(await visits.read(ada)).toMatchObject({ unseen: 1 })
  })
})

describe('one act upon a request and its crates', () => {
  const WITHDRAWAL = uuidv7()
  const act = (minute: number, status: string, crates: string, more: Told = {}): Told[] => {
    const change = uuidv7()
    return [
      ...[CRATE, OTHER_CRATE].map((id) => ({ id, data: { status: crates }, change, minute, ...more })),
      { entity: 'withdrawal', id: WITHDRAWAL, data: { status }, change, minute, ...more },
    ]
  }
  const filed = (): Told[] =>
    act(0, 'pending', 'requested').map((each) =>
      each.entity === 'withdrawal' ? { ...each, action: 'created' } : each,
    )
  const said = ({ actor, action, entity, statuses, count }: Activity) =>
    `${actor?.name} ${action} ${entity} ${statuses.join('>')} ${count}`

  test('is told by the request alone, with the word that was left with it', async () => {
    const approved = act(1, 'approved', 'withdrawn', { by: 'ben' })
    const word = { entity: 'request_comment', action: 'created', data: { request_id: WITHDRAWAL } } as const
    await tell(...filed(), ...approved)
    await tell({ ...word, by: 'ben', change: approved[0]?.change ?? null, minute: 1 })
    await tell({ ...word, id: uuidv7(), change: uuidv7(), minute: 2 })
    expect((await items(ada)).map(said)).toEqual([
      'ada created request_comment  1',
      'ben updated withdrawal pending>approved 1',
      'ada created withdrawal pending 1',
    ])
    expect((await items(ada, { entity: 'crate' })).map(said)).toEqual([
      'ben updated crate requested>withdrawn 2',
      'ada updated crate requested 2',
    ])
    await alike(() => list(ada))
    await alike(() => list(root))
  })

  test('is told by the crate that came back alone, and by the request when that was the last', async () => {
    await tell(...filed(), ...act(1, 'approved', 'withdrawn', { by: 'ben' }))
    const [one, other] = [uuidv7(), uuidv7()]
    const request = { entity: 'withdrawal', id: WITHDRAWAL }
    await tell(
      { data: { status: 'stored' }, change: one, minute: 2 },
      { ...request, data: { status: 'approved' }, change: one, minute: 2 },
      { id: OTHER_CRATE, data: { status: 'stored' }, change: other, minute: 3 },
      { ...request, data: { status: 'completed' }, change: other, minute: 3 },
    )
    expect((await items(ada)).map(said)).toEqual([
      'ada updated withdrawal approved>completed 1',
      'ada updated crate withdrawn>stored 1',
      'ben updated withdrawal pending>approved 1',
      'ada created withdrawal pending 1',
    ])
    await alike(() => list(ada))
  })

  test('silences nothing that came before it', async () => {
    await tell({ data: { status: 'stored' } }, ...filed().map((each) => ({ ...each, minute: 1 })))
    expect((await items(ada)).map(said)).toEqual([
      'ada created withdrawal pending 1',
      'ada updated crate stored 1',
    ])
  })
})

describe('visits', () => {
  const call = (actor: DeskActor) => ({
    actor,
    stamp: { ...NOBODY, actorId: actor.userId },
    idempotency: null,
  })

  test('who was never here has nothing unseen; afterwards others’ activities count, own ones do not', async () => {
    await tell({ by: 'ben' })
    expect(await visits.read(ada)).toEqual({ position: null, seen_at: null, unseen: 0, head: 1 })
    expect(await visits.update(call(ada), { position: 1 })).toMatchObject({ position: 1, unseen: 0 })
    await tell(
      { by: 'ben', minute: 20 },
      { by: 'ada', minute: 40 },
      { by: 'ben', id: OTHER_CRATE },
      { unit: RADIOLOGY },
    )
    await tell({ by: 'ben', id: OTHER_CRATE, minute: 1 })
    expect(await visits.read(ada)).toMatchObject({ position: 1, unseen: 2, head: 6 })
    expect(await visits.read(person('ben'))).toMatchObject({ position: null, unseen: 0 })
  })

  test('a visit moves only when one says so, never back and never ahead of the log', async () => {
    await tell({ by: 'ben' }, { by: 'ben', id: OTHER_CRATE }, { by: 'ben', id: TRANSFER })
    await visits.update(call(ada), { position: 2 })
    await list(ada)
    expect(await visits.read(ada)).toMatchObject({ position: 2, unseen: 1 })
    expect(await visits.update(call(ada), { position: 1 })).toMatchObject({ position: 2 })
    expect(await visits.update(call(ada), { position: 1_000 })).toMatchObject({ position: 3, unseen: 0 })
  })

  test('of a log that was longer once, a visit goes on where the log ends now', async () => {
    await tell({}, {}, {})
    await visits.update(call(ada), { position: 3 })
    await db.query('UPDATE live_head SET position = 2')
    expect(await visits.update(call(ada), { position: 2 })).toMatchObject({ position: 2 })
  })
})
