import { headers } from 'next/headers'
import { cache } from 'react'
import type { RouteActor } from '../http/routeActor.ts'
import { routeHost } from '../http/routeHost.ts'

/** Who asks for the page, for server components: looked up once per request. Null when signed out. */
export const currentActor = cache(async (): Promise<RouteActor | null> => {
  const authentication = await routeHost().authenticate({ headers: await headers() })
  return authentication.ok ? authentication.actor : null
})

/** The connect proof that a page is rendered with, for its socket. Null when signed out. */
export async function currentConnectProof(): Promise<string | null> {
  const actor = await currentActor()
  return actor === null ? null : routeHost().connectProof(actor.sessionId)
}
