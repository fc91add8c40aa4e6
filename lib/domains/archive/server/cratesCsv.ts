import { csvResponse } from '../../../platform/http/csv.ts'
import type { Crate } from '../contract/crate.ts'

/** Columns as an import takes them, then what only the archive can say. */
const COLUMNS = {
  number: (crate) => crate.number,
  label: (crate) => crate.label,
  contents: (crate) => crate.contents,
  location: (crate) => crate.location,
  retention_rule: (crate) => crate.retention_rule?.name ?? '',
  retain_until: (crate) => crate.retain_until ?? '',
  status: (crate) => crate.status,
  unit: (crate) => crate.unit.name,
  open_request: (crate) => crate.open_request?.number ?? '',
  registered_at: (crate) => crate.created_at,
  changed_at: (crate) => crate.updated_at,
} satisfies Record<string, (crate: Crate) => string>

/** A crate list as a CSV file, written while it is read. */
export function cratesCsv(pages: AsyncIterable<readonly Crate[]>): Response {
  return csvResponse({ fileName: 'crates.csv', header: Object.keys(COLUMNS), pages: toRows(pages) })
}

async function* toRows(pages: AsyncIterable<readonly Crate[]>): AsyncGenerator<string[][]> {
  for await (const crates of pages) {
    yield crates.map((crate) => Object.values(COLUMNS).map((cell) => cell(crate)))
  }
}
