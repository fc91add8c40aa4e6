import { AsyncLocalStorage } from 'node:async_hooks'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asker } from './testing/createHospital.ts'
import { createWorld } from './testing/createWorld.ts'
import { TOPICS } from './testing/identityEntries.ts'
import { listRoutes, type ListedRoute } from './testing/listRoutes.ts'
import type { World } from './testing/routeTrial.ts'
import { tryRoute } from './testing/tryRoute.ts'
import { tryStrangers } from './testing/tryStrangers.ts'

// The guards of the server are found and made removable by scripts/guards/removableGuards.ts, in this project of tests
// alone. One after the other is taken away, and the table of authorisation must notice each.

/** Guards that nobody misses, and why they are there. */
const WORKS = 'Today whoever reads what a unit has also works in it, and who does not read it is told sooner.'
const READS = 'A second look, at rows of keys that were found within the scope a moment ago.'
const EVERY_ROLE = 'Today every role may.'
const UNMISSED: Readonly<Record<string, string>> = {
  'lib/domains/archive/server/archiveScope.ts readsUnit 1': EVERY_ROLE,
  'lib/domains/archive/server/crateReads.ts readableCrates 2': READS,
  'lib/domains/archive/server/requestReads.ts isRequestInScope 1': READS,
  'lib/domains/archive/server/createAttachmentService.ts mayAttach 1': WORKS,
  'lib/domains/archive/server/createCommentService.ts mayComment 1': WORKS,
  'lib/domains/archive/server/createCrateService.ts mayEditCrate 1': WORKS,
  'lib/domains/archive/server/relocateCrates.ts mayEditCrate 1': WORKS,
  'lib/domains/archive/server/reopenWithdrawal.ts mayDecide 1': WORKS,
  'lib/domains/archive/server/writeRequest.ts mayAskForCrates 1': WORKS,
  'lib/domains/identity/server/createDirectoryService.ts readsDirectory 1': EVERY_ROLE,
  'lib/domains/identity/server/createDirectoryService.ts readsDirectory 2': EVERY_ROLE,
  'lib/domains/identity/server/createIdentityLive.ts readsDirectory 1': EVERY_ROLE,
  'lib/domains/messages/server/createConversationService.ts mayBegin 1': EVERY_ROLE,
}

/** One try of the table: what one person asks at one route or of one kind of topic. */
interface Try {
  readonly name: string
  /** What came out other than the policy says, in words. */
  readonly run: (world: World) => Promise<string | null>
}

/** Guards without which something within a try would be otherwise. */
const asked = new AsyncLocalStorage<Set<string>>()
let removed: string | null = null
Reflect.set(
  globalThis,
  'wardlineGuard',
  (id: string, stands: () => unknown, left: () => unknown): unknown => {
    if (id === removed) return left()
    const matters = asked.getStore()
    try {
      const answer = stands()
      if (matters && !isDeepStrictEqual(answer, left())) matters.add(id)
      return answer
    } catch (error) {
      matters?.add(id)
      throw error
    }
  },
)

/** Tries that may be made at once, and then others. */
type Tries = readonly (readonly Try[])[]

function tryAt(route: ListedRoute, askers: readonly Asker[]): Tries {
  return [
    askers.map((asker) => ({
      name: `${asker.name}, ${route.name}`,
      run: async (world: World) => (await tryRoute(world, route, asker))[0] ?? null,
    })),
    [
      {
        name: `strangers, ${route.name}`,
        run: async (world: World) => (await tryStrangers(world, route))[0] ?? null,
      },
    ],
  ]
}

function tryTopics(pattern: string, askers: readonly Asker[]): readonly Try[] {
  return askers.map((asker) => ({
    name: `${asker.name}, ${pattern}`,
    async run(world: World) {
      for (const [topic, hears] of TOPICS[pattern]?.(world, asker) ?? []) {
        const isGranted = (await world.hospital.rules.authorize(asker.actor, topic)) !== null
        if (isGranted !== hears) return `${asker.name} ${isGranted ? 'hears' : 'does not hear'} ${topic}`
      }
      return null
    },
  }))
}

const routes = await listRoutes()
/** Lists show all there is, so what other routes are tried with must not be there. */
const isList = ({ method, path }: ListedRoute): boolean => method === 'GET' && !path.includes('[')
const KINDS: Readonly<Record<string, (askers: readonly Asker[]) => Tries>> = {
  lists: (askers) => routes.filter(isList).flatMap((route) => tryAt(route, askers)),
  'everything else': (askers) => [
    ...routes.filter((route) => !isList(route)).flatMap((route) => tryAt(route, askers)),
    ...Object.keys(TOPICS).map((pattern) => tryTopics(pattern, askers)),
  ],
}

/** What came out without a guard, by its id. */
const caught = new Map<string, string>()

describe.each(Object.entries(KINDS))('%s', (_kind, triesOf) => {
  let world: World & AsyncDisposable
  /** Guards by id, with the tries in which they mattered. */
  const mattered = new Map<string, Try[]>()

  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test('with all guards in their places everybody is answered as the policy says', async () => {
    const make = async (attempt: Try): Promise<void> => {
      const ids = new Set<string>()
      expect(await asked.run(ids, () => attempt.run(world)), attempt.name).toBeNull()
      for (const id of ids) mattered.set(id, [...(mattered.get(id) ?? []), attempt])
    }
    for (const tries of triesOf(world.hospital.askers)) await Promise.all(tries.map(make))
  })

  test('without any one of them somebody is not; with it back they are', async () => {
    for (const [id, tries] of mattered) {
      for (const attempt of caught.has(id) ? [] : tries) {
        removed = id
        // What the table made for the try may not be to be had without the guard: that is noticed, too.
        const wrong = await attempt.run(world).catch((error: unknown) => String(error))
        removed = null
        // Without one of them everybody is signed out.
        await world.hospital.query(`UPDATE sessions SET revoked_at = NULL WHERE device = 'Firefox at work'`)
        if (wrong === null) continue
        expect(await attempt.run(world), `${attempt.name}, with ${id} back`).toBeNull()
        caught.set(id, wrong)
        break
      }
    }
  })
})

test('every guard was taken away, and missed', () => {
  const found = Reflect.get(globalThis, 'wardlineGuards') as readonly string[]
  const lines = found
    .toSorted()
    .map((id) => `${id}\n    ${(caught.get(id) ?? UNMISSED[id] ?? 'NOBODY NOTICES').slice(0, 200)}`)
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(found.length).toBeGreaterThan(30)
  expect(found.filter((id) => !caught.has(id)).toSorted()).toEqual(Object.keys(UNMISSED).toSorted())
})
