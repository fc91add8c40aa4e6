import { csvResponse } from '../../../platform/http/csv.ts'
import type { ArchiveRequest } from '../contract/archiveRequest.ts'

const COLUMNS = {
  number: (request) => request.number,
  kind: (request) => request.kind,
  status: (request) => request.status,
  unit: (request) => request.unit.name,
  to_unit: (request) => request.to_unit?.name ?? '',
  reason: (request) => request.reason,
  crates: (request) => request.crates.map(({ number, label }) => `${number} ${label}`).join('\n'),
  due_on: (request) => request.due_on ?? '',
  requested_by: (request) => request.created_by.name,
  requested_at: (request) => request.created_at,
  first_approved_by: (request) => request.released_by?.name ?? '',
  first_approved_at: (request) => request.released_at ?? '',
  closed_by: (request) => request.decided_by?.name ?? '',
  closed_at: (request) => request.decided_at ?? '',
  note: (request) => request.decision_note ?? '',
} satisfies Record<string, (request: ArchiveRequest) => string>

/** A request list as a CSV file, written while it is read. */
export function requestsCsv(pages: AsyncIterable<readonly ArchiveRequest[]>): Response {
  return csvResponse({ fileName: 'requests.csv', header: Object.keys(COLUMNS), pages: toRows(pages) })
}

async function* toRows(pages: AsyncIterable<readonly ArchiveRequest[]>): AsyncGenerator<string[][]> {
  for await (const requests of pages) {
    yield requests.map((request) => Object.values(COLUMNS).map((cell) => cell(request)))
  }
}
