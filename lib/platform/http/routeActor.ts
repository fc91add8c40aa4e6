import type { Actor } from '../../realtime/server/actor.ts'

/**
 * Whoever a route acts for. The product says what it knows of a person by merging into this interface
 * (`declare module '…/routeActor.ts' { interface RouteActor extends DeskActor {} }`), so the platform need not know.
 */
export interface RouteActor extends Actor {}
