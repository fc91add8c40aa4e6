import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import { DIRECTORY_TOPIC, EVERYONE_TOPIC, UNITS_TOPIC, type DeskActor } from '../contract.ts'
import { readsAllUnits, readsDirectory, readsUnit } from '../policy.ts'
import { identityModels } from './liveModels.ts'

/** Who may hear of people, units and sign-ins. The actor's own rights decide: no query is needed. */
export function createIdentityLive(): LiveDomain<DeskActor> {
  return {
    name: 'identity',
    models: identityModels,
    topics: {
      'user:{userId}': { maySubscribe: (actor, { userId }) => actor.userId === userId },
      'unit:{unitId}': {
        maySubscribe: (actor, { unitId }) => unitId !== undefined && readsUnit(actor, unitId),
        presence: true,
      },
      [UNITS_TOPIC]: { maySubscribe: readsAllUnits, presence: true },
      [DIRECTORY_TOPIC]: { maySubscribe: readsDirectory },
      [EVERYONE_TOPIC]: { maySubscribe: () => true },
    },
  }
}
