import type { Archive } from './domains/archive/server/createArchive.ts'
import type { Desk } from './domains/desk/server/createDesk.ts'
import type { DeskActor } from './domains/identity/contract.ts'
import type { IdentityService } from './domains/identity/server/createIdentityService.ts'
import type { Messages } from './domains/messages/server/createMessages.ts'
import type { Notifications } from './domains/notifications/server/createNotifications.ts'
import type { Deliveries } from './domains/notifications/server/delivery/createDeliveries.ts'
import type { Database } from './platform/database/createDatabase.ts'
import type { SignInHandler } from './platform/session/createSignInHandler.ts'
import type { Settings } from './platform/settings/readSettings.ts'
import type { TopicHeads } from './realtime/protocol/topicHeads.ts'
import type { EngineLogger } from './realtime/server/engineLogger.ts'

/** What pages and route handlers find in a running process. `composeWardline` builds it. */
export interface Wardline {
  readonly settings: Settings
  readonly logger: EngineLogger
  readonly database: Database
  readonly identity: IdentityService
  readonly archive: Archive
  readonly desk: Desk
  readonly messages: Messages
  readonly notifications: Notifications
  readonly deliveries: Deliveries
  readonly signIn: SignInHandler
  /** Where topics stand, as far as this person may subscribe to them. */
  readonly readHeads: (actor: DeskActor, topics: readonly string[]) => Promise<TopicHeads>
}

const KEY = Symbol.for('wardline')

/** Makes `wardline` the one of this process. Next bundles modules again; what must be one lives on `globalThis`. */
export function setWardline(wardline: Wardline): void {
  Reflect.set(globalThis, KEY, wardline)
}

/** The running product; throws before `server.ts` has composed it. */
export function getWardline(): Wardline {
  const wardline = Reflect.get(globalThis, KEY) as Wardline | undefined
  if (!wardline) throw new Error('Wardline is not composed: pages and routes run within server.ts only')
  return wardline
}
