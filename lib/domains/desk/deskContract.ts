import { invalidate, type LiveContract } from '../../realtime/client/liveContract.ts'
import { ACTIVITY_ENTITIES, deskKeys } from './contract.ts'

/** Every change of the unit is activity: in a burst of them the feed is fetched once a second. */
const REST_MS = 1_000

const activity = invalidate(() => [deskKeys.activity, deskKeys.visit], undefined, REST_MS)

/** Names of units and people stand in every activity. */
const names = invalidate(() => [deskKeys.activity], ['updated'], REST_MS)

/** What the desk's events do to the browser's cache. */
export const deskContract: LiveContract = {
  name: 'desk',
  effects: {
    saved_filter: [invalidate(() => [deskKeys.filters])],
    ...Object.fromEntries(ACTIVITY_ENTITIES.map((entity) => [entity, [activity]])),
    unit: [names],
    user: [names],
  },
}
