/** The columns that the capture keeps: ids, states and numbers. */
type Row = Readonly<Record<string, string | number | null>>

/** A committed change, as the audit has it. */
export interface AuditedChange {
  readonly action: 'insert' | 'update' | 'delete'
  readonly model: string
  readonly rowId: string
  readonly before: Row | null
  readonly after: Row | null
}

/** An event that must have been announced. */
export interface ExpectedEvent {
  readonly topic: string
  readonly entity: string
  readonly action: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Who hears of what, written down a second time, so that the product's own routing is not its own judge. */
const ROUTES: Readonly<
  Record<string, { entity: (row: Row) => string; topics: (row: Row) => string[]; shows: readonly string[] }>
> = {
  Crate: {
    entity: () => 'crate',
    topics: (row) => [`unit:${row['unitId']}`, 'units', `item:crate:${row['id']}`],
    shows: ['status', 'version'],
  },
  ArchiveRequest: {
    entity: (row) => String(row['kind']),
    topics: (row) => [
      `unit:${row['unitId']}`,
      ...(row['toUnitId'] === null ? [] : [`unit:${row['toUnitId']}`]),
      'units',
      `item:request:${row['id']}`,
    ],
    shows: ['status', 'version'],
  },
  ArchiveRequestCrate: {
    entity: () => 'request_crate',
    topics: (row) => [`unit:${row['unitId']}`, 'units', `item:request:${row['requestId']}`],
    shows: [],
  },
  SendBack: {
    entity: () => 'sendback',
    topics: (row) => [`unit:${row['unitId']}`, 'units', `item:request:${row['requestId']}`],
    shows: [],
  },
}

/** The events of one change: `created` where only the new row is heard, `deleted` where only the old one was. */
export function changesOf(change: AuditedChange): ExpectedEvent[] {
  const route = ROUTES[change.model]
  if (route === undefined)
    throw new Error(`the load changed a ${change.model}, for which there is no rule here`)
  const { before, after } = change
  const old = new Set(before === null ? [] : route.topics(before))
  const now = new Set(after === null ? [] : route.topics(after))
  return [...new Set([...old, ...now])].map((topic) => {
    const row = (now.has(topic) ? after : before) ?? {}
    const action = !old.has(topic) ? 'created' : now.has(topic) ? 'updated' : 'deleted'
    const data = Object.fromEntries(route.shows.map((field) => [field, row[field] ?? null]))
    return { topic, entity: route.entity(row), action, id: change.rowId, data }
  })
}
