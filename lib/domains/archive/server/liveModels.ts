import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import { DIRECTORY_TOPIC, UNITS_TOPIC, unitTopic } from '../../identity/contract.ts'
import { requestTopic } from '../contract/archiveRequest.ts'
import { crateTopic } from '../contract/crate.ts'

interface CrateRow extends CapturedRow {
  readonly unitId: string
  readonly number: string
  readonly status: string
  readonly version: number
}

interface RequestRow extends CapturedRow {
  readonly kind: string
  readonly unitId: string
  readonly toUnitId: string | null
  readonly number: string
  readonly status: string
  readonly version: number
}

interface RequestPartRow extends CapturedRow {
  readonly requestId: string
  readonly unitId: string
  /** Where the transfer goes that it is part of; null: no transfer. */
  readonly toUnitId: string | null
}

interface RequestCrateRow extends RequestPartRow {
  readonly crateId: string
}

/** What is announced of crates and requests. Pure: the capture triggers are generated from it. */
export const archiveModels: Readonly<Record<string, LiveModel>> = {
  Crate: defineLiveModel<CrateRow>({
    entity: 'crate',
    route: ['unitId'],
    signal: { crate_number: 'number', status: 'status', version: 'version' },
    topics: (row) => [unitTopic(row.unitId), UNITS_TOPIC, crateTopic(row.id)],
    revokes: (before, after) =>
      before !== null && after !== null && before.unitId !== after.unitId
        ? { topics: [crateTopic(before.id)] }
        : null,
  }),
  ArchiveRequest: defineLiveModel<RequestRow>({
    entity: (row) => row.kind,
    route: ['kind', 'unitId', 'toUnitId'],
    signal: { request_number: 'number', status: 'status', version: 'version' },
    topics: (row) => [...new Set([...unitTopics(row), UNITS_TOPIC, requestTopic(row.id)])],
    revokes: (before, after) =>
      before !== null && after !== null && unitTopics(before).join() !== unitTopics(after).join()
        ? { topics: [requestTopic(before.id)] }
        : null,
  }),
  ArchiveRequestCrate: defineLiveModel<RequestCrateRow>({
    entity: 'request_crate',
    route: ['requestId', 'unitId', 'toUnitId', 'crateId'],
    signal: { request_id: 'requestId', crate_id: 'crateId' },
    topics: partTopics,
  }),
  SendBack: defineLiveModel<RequestPartRow>({
    entity: 'sendback',
    route: ['requestId', 'unitId', 'toUnitId'],
    signal: { request_id: 'requestId' },
    topics: partTopics,
  }),
  ArchiveComment: defineLiveModel<RequestPartRow>({
    entity: 'request_comment',
    route: ['requestId', 'unitId', 'toUnitId'],
    signal: { request_id: 'requestId' },
    topics: partTopics,
  }),
  ArchiveAttachment: defineLiveModel<RequestPartRow>({
    entity: 'request_attachment',
    route: ['requestId', 'unitId', 'toUnitId'],
    signal: { request_id: 'requestId' },
    topics: partTopics,
  }),
  RetentionRule: defineLiveModel<CapturedRow>({
    entity: 'retention_rule',
    route: [],
    signal: {},
    topics: () => [DIRECTORY_TOPIC],
  }),
}

function partTopics(row: RequestPartRow): string[] {
  return [...unitTopics(row), UNITS_TOPIC, requestTopic(row.requestId)]
}

const unitTopics = (row: Pick<RequestRow, 'unitId' | 'toUnitId'>) => [
  unitTopic(row.unitId),
  ...(row.toUnitId === null ? [] : [unitTopic(row.toUnitId)]),
]
