import { defineLiveModel, type CapturedRow, type LiveModel } from '../../../realtime/server/liveDomain.ts'
import { UNITS_TOPIC, unitTopic } from '../../identity/contract.ts'
import { crateTopic, requestTopic } from '../contract.ts'

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

interface RequestCrateRow extends CapturedRow {
  readonly requestId: string
  readonly unitId: string
  readonly crateId: string
}

interface SendBackRow extends CapturedRow {
  readonly requestId: string
  readonly unitId: string
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
    route: ['requestId', 'unitId', 'crateId'],
    signal: { request_id: 'requestId', crate_id: 'crateId' },
    topics: (row) => [unitTopic(row.unitId), UNITS_TOPIC, requestTopic(row.requestId)],
  }),
  SendBack: defineLiveModel<SendBackRow>({
    entity: 'sendback',
    route: ['requestId', 'unitId'],
    signal: { request_id: 'requestId' },
    topics: (row) => [unitTopic(row.unitId), UNITS_TOPIC, requestTopic(row.requestId)],
  }),
}

const unitTopics = (row: RequestRow) => [
  unitTopic(row.unitId),
  ...(row.toUnitId === null ? [] : [unitTopic(row.toUnitId)]),
]
