import { validate as isUuid } from 'uuid'
import type { LiveDomain } from '../../../realtime/server/liveDomain.ts'
import type { DeskActor } from '../../identity/contract.ts'
import { mayReadCrate, mayReadRequest } from '../policy.ts'
import { archiveModels } from './liveModels.ts'

/** Reads whose an item is, as committed now. Null: there is no such item. */
export interface ArchiveReader {
  crateUnits(id: string): Promise<{ readonly unitId: string } | null>
  requestUnits(id: string): Promise<{ readonly unitId: string; readonly toUnitId: string | null } | null>
}

/** The archive's live side: its models, and who may hear of one crate or one request. */
export function createArchiveLive(reader: ArchiveReader): LiveDomain<DeskActor> {
  return {
    name: 'archive',
    models: archiveModels,
    topics: {
      'item:crate:{id}': {
        presence: true,
        async maySubscribe(actor, { id = '' }) {
          const units = isUuid(id) ? await reader.crateUnits(id) : null
          return units !== null && mayReadCrate(actor, units)
        },
      },
      'item:request:{id}': {
        presence: true,
        async maySubscribe(actor, { id = '' }) {
          const units = isUuid(id) ? await reader.requestUnits(id) : null
          return units !== null && mayReadRequest(actor, units)
        },
      },
    },
  }
}
