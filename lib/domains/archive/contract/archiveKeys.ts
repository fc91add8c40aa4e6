import { DIRECTORY_TOPIC, UNITS_TOPIC, unitTopic } from '../../identity/contract.ts'
import type { RequestFilter } from './archiveRequest.ts'
import type { CrateFilter } from './crate.ts'

/** What a reader of the archive hears: their unit (all of them, for people of the whole house), and who is called what. */
export const archiveTopics = (reader: { readonly unitId: string | null; readonly readsAll: boolean }) => [
  ...(reader.readsAll ? [UNITS_TOPIC] : reader.unitId === null ? [] : [unitTopic(reader.unitId)]),
  DIRECTORY_TOPIC,
]

/** Query keys, from the general to the particular. */
export const archiveKeys = {
  crates: ['archive', 'crates'],
  crateList: (filter: CrateFilter) => ['archive', 'crates', filter],
  /** Of known crates, in that order; another key than a filter's, since no row comes or goes. */
  cratesOf: (ids: readonly string[]) => ['archive', 'crates_of', ids],
  crate: (id: string) => ['archive', 'crate', id],
  requests: ['archive', 'requests'],
  requestList: (filter: RequestFilter) => ['archive', 'requests', filter],
  request: (id: string) => ['archive', 'request', id],
  comments: (requestId: string) => ['archive', 'comments', requestId],
  summary: ['archive', 'summary'],
  trends: ['archive', 'trends'],
  retentionRules: ['archive', 'retention_rules'],
  /** All units, for the archive's choices. */
  units: ['archive', 'units'],
} as const
