import type { Database } from '../../../platform/database/createDatabase.ts'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import { createActivityService, type ActivityNames, type ActivityService } from './createActivityService.ts'
import { createFilterService, type FilterService } from './createFilterService.ts'
import { createVisitService, type VisitService } from './createVisitService.ts'
import { deskModels } from './liveModels.ts'

/** The desk as composition holds it: what belongs to how people work, whatever they work on. */
export interface Desk {
  readonly filters: FilterService
  readonly activity: ActivityService
  readonly visits: VisitService
  readonly live: LiveDomain<DeskActor>
}

/** Builds the desk. Its events go to topics that identity owns; what things are called is told by the domains that own them. */
export function createDesk(parts: { readonly database: Database; readonly names: ActivityNames }): Desk {
  const { database, names } = parts
  return {
    filters: createFilterService({ database }),
    activity: createActivityService({ database, names }),
    visits: createVisitService({ database }),
    live: { name: 'desk', models: deskModels, topics: {} },
  }
}
