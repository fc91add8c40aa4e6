import { isDeepStrictEqual } from 'node:util'
import type { Answer, Asker } from './createHospital.ts'
import type { ListedRoute } from './listRoutes.ts'
import { ROUTE_ENTRIES } from './routeEntries.ts'
import { STATUS, type Trial, type World } from './routeTrial.ts'

/** All that this person tries at the route: what came out other than the policy says, in words. */
export async function tryRoute(world: World, route: ListedRoute, asker: Asker): Promise<readonly string[]> {
  const trials = (await ROUTE_ENTRIES[route.name]?.(world, asker)) ?? []
  const wrong = await Promise.all(
    trials.map(async (trial) => judge(trial, await world.hospital.ask(route, asker, trial.sent))),
  )
  return wrong.filter((each) => each !== null).map((each) => `${asker.name}, ${route.name}: ${each}`)
}

/** What is wrong with an answer; null: nothing. */
export function judge({ about, expected, shows }: Trial, answer: Answer): string | null {
  if (!STATUS[expected](answer.status)) {
    return `${about} should be ${expected}, and was ${answer.status} ${answer.text.slice(0, 300)}`
  }
  if (!shows) return null
  const seen = shows.seen(answer)
  if (isDeepStrictEqual(seen, shows.wanted)) return null
  return `${about} should show ${JSON.stringify(shows.wanted)}, and showed ${JSON.stringify(seen)}`
}
