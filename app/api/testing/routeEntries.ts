import { ARCHIVE_ENTRIES } from './archiveEntries.ts'
import { DELIVERIES_ENTRIES } from './deliveriesEntries.ts'
import { DESK_ENTRIES } from './deskEntries.ts'
import { IDENTITY_ENTRIES } from './identityEntries.ts'
import { MESSAGES_ENTRIES } from './messagesEntries.ts'
import { NOTIFICATIONS_ENTRIES } from './notificationsEntries.ts'
import type { RouteEntry } from './routeTrial.ts'

/** The table of authorisation: what is tried at each route, and what the policy says to it. A route that is not here fails the tests. */
export const ROUTE_ENTRIES: Readonly<Record<string, RouteEntry>> = {
  ...IDENTITY_ENTRIES,
  ...DESK_ENTRIES,
  ...ARCHIVE_ENTRIES,
  ...MESSAGES_ENTRIES,
  ...NOTIFICATIONS_ENTRIES,
  ...DELIVERIES_ENTRIES,
}
