import { v7 as uuidv7 } from 'uuid'
import type { Summary, Trends } from '@/lib/domains/archive/contract/summary.ts'
import * as policy from '@/lib/domains/archive/policy.ts'
import { THOROUGH, type Asker } from './createHospital.ts'
import { DECIDED, type MadeRequest } from './createThings.ts'
import { idsOf, json, verdict, type RouteEntry, type Trial, type World } from './routeTrial.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
)

/** Whose things this person meets: those of others, and, who ever worked in the unit, their own. */
export const authorsFor = ({ hospital }: World, { actor, standing }: Asker): readonly string[] =>
  standing === 'foreign' ? [hospital.somebody.userId] : [hospital.somebody.userId, actor.userId]

const say = (author: string, { actor }: Asker) =>
  author === actor.userId ? 'made by oneself' : 'made by another'

/** Tries at a crate of the own unit. */
const atCrate =
  (
    try_: (asker: Asker, crate: { readonly id: string; readonly unitId: string }) => Omit<Trial, 'about'>,
  ): RouteEntry =>
  async ({ hospital, things }, asker) => {
    const unitId = hospital.units.own
    return [{ about: 'a crate', ...try_(asker, { id: await things.crate(unitId), unitId }) }]
  }

/** Tries at requests of the own unit, at a transfer from it and at one to it. */
const atRequests =
  (try_: (asker: Asker, request: MadeRequest, world: World) => Promise<Omit<Trial, 'about'>>): RouteEntry =>
  async (world, asker) => {
    const { own, foreign, third } = world.hospital.units
    const trials: Trial[] = []
    const kinds = [
      { unitId: own },
      { unitId: own, toUnitId: foreign, kind: 'transfer' },
      { unitId: third, toUnitId: own, kind: 'transfer' },
    ] as const
    for (const createdById of authorsFor(world, asker)) {
      for (const of of THOROUGH.includes(asker.role) ? kinds : kinds.slice(0, 1)) {
        const request = await world.things.request({ ...of, createdById })
        const about = `a ${request.kind} ${'toUnitId' in of && of.toUnitId === own ? 'to the unit' : 'of the unit'}`
        trials.push({ about: `${about} ${say(createdById, asker)}`, ...(await try_(asker, request, world)) })
      }
    }
    return trials
  }

const cratesSeen = ({ actor }: Asker, { fixed }: World): string[] =>
  fixed.crates.filter((crate) => policy.mayReadCrate(actor, crate)).map(({ id }) => id)

const requestsSeen = ({ actor }: Asker, { fixed }: World): string[] =>
  fixed.requests.filter((request) => policy.mayReadRequest(actor, request)).map(({ id }) => id)

const listing =
  (name: 'crates' | 'requests', see: (asker: Asker, world: World) => string[]): RouteEntry =>
  async (world, asker) => [
    {
      about: 'all there is',
      sent: { query: `?offset=0&ids=${world.fixed[name].map(({ id }) => id).join(',')}` },
      expected: 'yes',
      shows: {
        wanted: { ids: see(asker, world).toSorted(), total: see(asker, world).length },
        seen: (answer) => ({ ids: idsOf(answer), total: (answer.json as { total: number }).total }),
      },
    },
  ]

/** Of exports the number of lines is looked at: each of the fixed things has one. */
const exporting =
  (see: (asker: Asker, world: World) => string[]): RouteEntry =>
  async (world, asker) => [
    {
      about: 'all there is',
      sent: {},
      expected: 'yes',
      shows: { wanted: see(asker, world).length + 2, seen: ({ text }) => text.split('\r\n').length },
    },
  ]

const decisions: RouteEntry = async (world, asker) => {
  const { own, foreign } = world.hospital.units
  const { actor, role, standing } = asker
  const isThorough = THOROUGH.includes(role) && (standing === 'own' || standing === 'foreign')
  // The others meet the first state only.
  const states = isThorough ? DECIDED : DECIDED.slice(0, 1)
  const trials: Trial[] = []
  for (const createdById of authorsFor(world, asker)) {
    for (const { kind, status, decisions: taken, released } of states) {
      for (const decision of taken) {
        const toUnitId = kind === 'transfer' ? foreign : null
        const other = world.hospital.asker('manager', 'own').actor.userId
        const first = released === 'asker' ? actor.userId : other === actor.userId ? createdById : other
        const releasedById = released ? first : null
        const request = await world.things.request({
          kind,
          status,
          unitId: own,
          toUnitId,
          createdById,
          releasedById,
        })
        trials.push({
          about: `${decision} a ${kind} that is ${status}, ${say(createdById, asker)}`,
          sent: { params: { id: request.id, decision }, ...json({ version: 1, reason: 'Because' }) },
          expected: verdict(
            policy.mayReadRequest(actor, request),
            policy.mayDecide(actor, request, decision),
          ),
        })
      }
    }
  }
  return trials
}

/** Who may confirm returns may take one back, though nobody the return that these have: it is not known who confirmed it. */
const reopening: RouteEntry = async (world, asker) => {
  const { own: unitId } = world.hospital.units
  const createdById = world.hospital.somebody.userId
  const request = await world.things.request({ status: 'completed', unitId, createdById })
  const reads = policy.mayReadRequest(asker.actor, request)
  const may = policy.mayDecide(asker.actor, request, 'return')
  return [
    {
      about: 'a withdrawal that came back',
      sent: { params: { id: request.id }, ...json({ version: 1 }) },
      expected: reads && may ? 'conflict' : verdict(reads, false),
    },
  ]
}

/** Who repeats the filing of a request under its id gets it once more, as long as they may read it. */
const filing: RouteEntry = async (world, asker) => {
  const { own } = world.hospital.units
  const { actor } = asker
  const crateId = await world.things.crate(own)
  const kind = 'withdrawal'
  const reads = policy.mayReadCrate(actor, { unitId: own })
  const trials: Trial[] = [
    {
      about: 'a crate',
      sent: json({ kind, crate_ids: [crateId], reason: 'Needed' }),
      expected: reads ? verdict(true, policy.mayAskForCrates(actor, own)) : 'invalid',
    },
  ]
  for (const createdById of authorsFor(world, asker)) {
    const { id, ...request } = await world.things.request({ unitId: own, createdById })
    trials.push({
      about: `an id that is taken, ${say(createdById, asker)}`,
      sent: json({ id, kind, crate_ids: [request.crateId], reason: 'Needed' }),
      expected: createdById === actor.userId && policy.mayReadRequest(actor, request) ? 'yes' : 'conflict',
    })
  }
  return trials
}

/** Standing in a list is no right to the things in it: whoever may not move one is told so of it alone. */
const relocation: RouteEntry = async ({ hospital, things }, { actor }) => {
  const unitId = hospital.units.own
  const id = await things.crate(unitId)
  return [
    {
      about: 'a crate',
      sent: json({ items: [{ id, version: 1, location: 'C3' }] }),
      expected: 'yes',
      shows: {
        // Whoever may not see it is not told its number either.
        wanted: policy.mayEditCrate(actor, { unitId })
          ? [[id], []]
          : [[], [policy.mayReadCrate(actor, { unitId })]],
        seen: ({ json: body }) => {
          const { changed, refused } = body as {
            changed: { id: string }[]
            refused: { number: string | null }[]
          }
          return [changed.map((crate) => crate.id), refused.map(({ number }) => number !== null)]
        },
      },
    },
  ]
}

/** Lines of an import: a new one, and one whose id is another unit's crate. */
const importing: RouteEntry = async ({ hospital, things }, { actor }) => {
  const unit_id = hospital.units.own
  const line = {
    line: 1,
    label: 'Charts',
    contents: '',
    location: 'B1',
    retention_rule: '',
    retain_until: '',
  }
  const known = await things.crate(hospital.units.third)
  return [
    {
      about: 'a new line and one that is there',
      sent: json({
        unit_id,
        lines: [
          { id: uuidv7(), ...line },
          { id: known, ...line },
        ],
      }),
      expected: policy.mayRegisterCrate(actor, unit_id) ? 'yes' : 'no',
      ...(policy.mayRegisterCrate(actor, unit_id) && {
        shows: {
          wanted: [
            'created',
            policy.mayReadCrate(actor, { unitId: hospital.units.third }) ? 'exists' : 'refused',
          ],
          seen: ({ json: body }) =>
            (body as { results: { outcome: string }[] }).results.map(({ outcome }) => outcome),
        },
      }),
    },
  ]
}

const withAttachment =
  (right: (asker: Asker, request: MadeRequest, uploadedById: string) => boolean): RouteEntry =>
  async (world, asker) => {
    const { own, foreign } = world.hospital.units
    const trials: Trial[] = []
    for (const author of authorsFor(world, asker)) {
      for (const of of [{ unitId: own }, { unitId: own, toUnitId: foreign, kind: 'transfer' }] as const) {
        const request = await world.things.request({ ...of, createdById: world.hospital.somebody.userId })
        const id = await world.things.attachment(request, author)
        trials.push({
          about: `a file on a ${request.kind}, ${say(author, asker)}`,
          sent: { params: { id } },
          expected: verdict(policy.mayReadRequest(asker.actor, request), right(asker, request, author)),
        })
      }
    }
    return trials
  }

const takingBack: RouteEntry = async (world, asker) => {
  const { own, foreign } = world.hospital.units
  const trials: Trial[] = []
  for (const author of authorsFor(world, asker)) {
    for (const of of [{ unitId: own }, { unitId: own, toUnitId: foreign, kind: 'transfer' }] as const) {
      const request = await world.things.request({ ...of, createdById: world.hospital.somebody.userId })
      const commentId = await world.things.comment(request, author)
      trials.push({
        about: `a comment on a ${request.kind}, ${say(author, asker)}`,
        sent: { params: { id: request.id, commentId } },
        expected: verdict(
          policy.mayReadRequest(asker.actor, request),
          policy.mayRemoveComment(asker.actor, author),
        ),
      })
    }
  }
  return trials
}

const ruling =
  (sent: (id: string) => Trial['sent']): RouteEntry =>
  async ({ things }, { actor }) => [
    { about: 'a rule', sent: sent(await things.rule()), expected: policy.mayKeepRules(actor) ? 'yes' : 'no' },
  ]

const counting: RouteEntry = async (world, asker) => {
  const { requests } = world.fixed
  const readable = requests.filter((request) => policy.mayReadRequest(asker.actor, request))
  const waiting = (what: ReturnType<typeof policy.waitsFor>) =>
    requests.filter((request) => policy.waitsFor(asker.actor, request) === what).length
  return [
    {
      about: 'how much there is',
      sent: {},
      expected: 'yes',
      shows: {
        wanted: {
          crates: cratesSeen(asker, world).length + heldCrates(asker, world),
          retention_over: cratesSeen(asker, world).length + closedSeen(asker, world),
          pending: readable.length,
          waiting: {
            to_decide: waiting('decide'),
            to_receive: waiting('receive'),
            to_answer: waiting('answer'),
          },
        },
        seen: ({ json: body }) => {
          const { crates, requests: counts, retention_over, waiting: waits } = body as Summary
          const all = Object.values(crates).reduce((sum, count) => sum + count, 0)
          return { crates: all, retention_over, pending: counts.pending, waiting: waits }
        },
      },
    },
  ]
}

/** Each request holds, or held, a crate of the unit that gives. */
const heldCrates = ({ actor }: Asker, { fixed }: World): number =>
  [...fixed.requests, ...fixed.closed].filter((crate) => policy.mayReadCrate(actor, crate)).length

const closedSeen = ({ actor }: Asker, { fixed }: World): number =>
  fixed.closed.filter((request) => policy.mayReadRequest(actor, request)).length

export const ARCHIVE_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  'GET /api/archive/attachments/[id]': withAttachment((asker, request) =>
    policy.mayReadRequest(asker.actor, request),
  ),
  'DELETE /api/archive/attachments/[id]': withAttachment((asker, request, uploadedById) =>
    policy.mayRemoveAttachment(asker.actor, request, uploadedById),
  ),
  'GET /api/archive/crates': listing('crates', cratesSeen),
  'POST /api/archive/crates': async ({ hospital }, { actor }) => [
    {
      about: 'a crate of the unit',
      sent: json({ unit_id: hospital.units.own, label: 'Charts', location: 'B1' }),
      expected: policy.mayRegisterCrate(actor, hospital.units.own) ? 'yes' : 'no',
    },
  ],
  'GET /api/archive/crates.csv': exporting((asker, world) => [
    ...cratesSeen(asker, world),
    ...Array<string>(heldCrates(asker, world)).fill(''),
  ]),
  'GET /api/archive/crates/[id]': atCrate(({ actor }, crate) => ({
    sent: { params: { id: crate.id } },
    expected: verdict(policy.mayReadCrate(actor, crate), true),
  })),
  'PATCH /api/archive/crates/[id]': atCrate(({ actor }, crate) => ({
    sent: { params: { id: crate.id }, ...json({ version: 1, location: 'C3' }) },
    expected: verdict(policy.mayReadCrate(actor, crate), policy.mayEditCrate(actor, crate)),
  })),
  'DELETE /api/archive/crates/[id]': atCrate(({ actor }, crate) => ({
    sent: { params: { id: crate.id } },
    expected: verdict(policy.mayReadCrate(actor, crate), policy.mayDeleteCrate(actor, crate)),
  })),
  'POST /api/archive/crates/import': importing,
  'POST /api/archive/crates/relocate': relocation,
  'GET /api/archive/requests': async (world, asker) => [
    ...(await listing('requests', requestsSeen)(world, asker)),
    {
      about: 'what waits for oneself',
      sent: { query: `?waiting=true&offset=0&ids=${world.fixed.requests.map(({ id }) => id).join(',')}` },
      expected: 'yes',
      shows: {
        wanted: world.fixed.requests
          .filter((request) => policy.mayReadRequest(asker.actor, request))
          .filter((request) => policy.waitsFor(asker.actor, request) !== null)
          .map(({ id }) => id)
          .toSorted(),
        seen: idsOf,
      },
    },
  ],
  'POST /api/archive/requests': filing,
  'GET /api/archive/requests.csv': exporting((asker, world) => [
    ...requestsSeen(asker, world),
    ...Array<string>(closedSeen(asker, world)).fill(''),
  ]),
  'GET /api/archive/requests/[id]': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id } },
    expected: verdict(policy.mayReadRequest(actor, request), true),
  })),
  'PATCH /api/archive/requests/[id]': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id }, ...json({ version: 1, reason: 'Another' }) },
    expected: verdict(policy.mayReadRequest(actor, request), policy.mayEditRequest(actor, request)),
  })),
  'DELETE /api/archive/requests/[id]': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id } },
    expected: verdict(policy.mayReadRequest(actor, request), policy.mayDeleteRequest(actor, request)),
  })),
  'POST /api/archive/requests/[id]/[decision]': decisions,
  'POST /api/archive/requests/[id]/attachments': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id }, headers: { 'x-file-name': 'scan.png' }, body: PNG },
    expected: verdict(policy.mayReadRequest(actor, request), policy.mayAttach(actor, request)),
  })),
  'GET /api/archive/requests/[id]/comments': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id } },
    expected: verdict(policy.mayReadRequest(actor, request), true),
  })),
  'POST /api/archive/requests/[id]/comments': atRequests(async ({ actor }, request) => ({
    sent: { params: { id: request.id }, ...json({ body: 'A word' }) },
    expected: verdict(policy.mayReadRequest(actor, request), policy.mayComment(actor, request)),
  })),
  'DELETE /api/archive/requests/[id]/comments/[commentId]': takingBack,
  'POST /api/archive/requests/[id]/reopen': reopening,
  'GET /api/archive/retention-rules': async () => [{ about: 'all rules', sent: {}, expected: 'yes' }],
  'POST /api/archive/retention-rules': async (_world, { actor }) => [
    {
      about: 'a rule',
      sent: json({ name: `Rule ${uuidv7()}`, years: 10 }),
      expected: policy.mayKeepRules(actor) ? 'yes' : 'no',
    },
  ],
  'PATCH /api/archive/retention-rules/[id]': ruling((id) => ({
    params: { id },
    ...json({ version: 1, years: 11 }),
  })),
  'DELETE /api/archive/retention-rules/[id]': ruling((id) => ({ params: { id } })),
  'GET /api/archive/summary': counting,
  'GET /api/archive/trends': async (world, asker) => [
    {
      about: 'how much was filed',
      sent: {},
      expected: 'yes',
      shows: {
        wanted: {
          opened: requestsSeen(asker, world).length + closedSeen(asker, world),
          closed: closedSeen(asker, world),
        },
        seen: ({ json: body }) => {
          const { opened, closed } = (body as Trends).weeks.at(-1) ?? {}
          return { opened, closed }
        },
      },
    },
  ],
}
