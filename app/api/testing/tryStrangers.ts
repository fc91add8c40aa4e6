import type { Asker } from './createHospital.ts'
import type { ListedRoute } from './listRoutes.ts'
import { ROUTE_ENTRIES } from './routeEntries.ts'
import type { World } from './routeTrial.ts'

/**
 * What those get who are not signed in, whoever they were, and another site's page with somebody's cookie: told to sign
 * in, or refused. Says what came out otherwise, in words.
 */
export async function tryStrangers(world: World, route: ListedRoute): Promise<readonly string[]> {
  if (route.handler.definition?.access !== 'actor') return []
  const { hospital } = world
  const boss = hospital.asker('superadmin', 'own')
  const forged: Asker = { ...boss, name: 'a forger', token: 'ey.forged.token' }
  const wrong: string[] = []
  for (const { about, sent } of (await ROUTE_ENTRIES[route.name]?.(world, boss)) ?? []) {
    for (const by of [null, hospital.disabled, forged]) {
      const { status } = await hospital.ask(route, by, sent)
      if (status !== 401) wrong.push(`${route.name}, ${about}: ${by?.name ?? 'nobody'} got ${status}`)
    }
    if (route.method === 'GET') continue
    const headers = { ...sent.headers, cookie: boss.cookie, origin: 'https://evil.test' }
    const { status } = await hospital.ask(route, null, { ...sent, headers })
    if (status !== 403) wrong.push(`${route.name}, ${about}: another site got ${status}`)
  }
  return wrong
}
