import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld } from './testing/createWorld.ts'
import { TOPICS } from './testing/identityEntries.ts'
import { listRoutes, type ListedRoute } from './testing/listRoutes.ts'
import { ROUTE_ENTRIES } from './testing/routeEntries.ts'
import type { World } from './testing/routeTrial.ts'
import { tryRoute } from './testing/tryRoute.ts'
import { tryStrangers } from './testing/tryStrangers.ts'

const routes = await listRoutes()
let world: World & AsyncDisposable
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

test('every route stands in the table, and the table names no other', () => {
  expect(Object.keys(ROUTE_ENTRIES).toSorted()).toEqual(routes.map(({ name }) => name).toSorted())
  for (const { handler, method, name } of routes) {
    if (handler.definition) expect(handler.definition.method, name).toBe(method)
  }
})

/** Lists come first: what is made for the others changes what there is to be listed. */
const place = ({ method, path }: ListedRoute): number => (method !== 'GET' ? 2 : path.includes('[') ? 1 : 0)
const inOrder = routes.toSorted((a, b) => place(a) - place(b))

test.each(inOrder.map((route) => [route.name, route] as const))(
  '%s answers everybody as the policy says',
  async (_name, route) => {
    const wrong = await Promise.all(world.hospital.askers.map((asker) => tryRoute(world, route, asker)))
    expect(wrong.flat()).toEqual([])
    expect(await tryStrangers(world, route)).toEqual([])
    expect(world.hospital.errors).toEqual([])
  },
  120_000,
)

test('every kind of topic stands in the table, and the table names no other', () => {
  const patterns = world.hospital.domains.flatMap(({ topics }) => Object.keys(topics))
  expect(Object.keys(TOPICS).toSorted()).toEqual(patterns.toSorted())
})

test.each(Object.keys(TOPICS))('[HUB-2] %s is heard by whom the policy lets hear it', async (pattern) => {
  const { hospital } = world
  for (const asker of hospital.askers) {
    for (const [topic, hears] of TOPICS[pattern]?.(world, asker) ?? []) {
      const grant = await hospital.rules.authorize(asker.actor, topic)
      expect(grant !== null, `${asker.name} and ${topic}`).toBe(hears)
    }
  }
})
