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

interface Route {
  readonly entity: (row: Row) => string
  readonly topics: (row: Row) => string[]
  /** What the wire says beside the id: its name there → the field. */
  readonly shows: Readonly<Record<string, string>>
}

const STATE = { status: 'status', version: 'version' }

/** Who hears of what, written down a second time, so that the product's own routing is not its own judge. */
const ROUTES: Readonly<Record<string, Route>> = {
  Crate: {
    entity: () => 'crate',
    topics: (row) => [`unit:${row['unitId']}`, 'units', `item:crate:${row['id']}`],
    shows: STATE,
  },
  ArchiveRequest: {
    entity: (row) => String(row['kind']),
    topics: (row) => [...unitsOf(row), 'units', `item:request:${row['id']}`],
    shows: STATE,
  },
  ArchiveRequestCrate: part('request_crate'),
  SendBack: part('sendback'),
  ArchiveComment: part('request_comment'),
  Participant: {
    entity: () => 'participant',
    topics: (row) => [`conversation:${row['conversationId']}`, `user:${row['userId']}`],
    shows: { conversation_id: 'conversationId', user_id: 'userId', membership: 'membership' },
  },
  Notification: {
    entity: () => 'notification',
    topics: (row) => [audienceOf(row)],
    shows: {},
  },
  NotificationMark: {
    entity: () => 'notification_mark',
    topics: (row) => [`user:${row['userId']}`],
    shows: {},
  },
  Delivery: {
    entity: () => 'delivery',
    topics: () => ['deliveries'],
    shows: { status: 'state' },
  },
  User: {
    entity: () => 'user',
    topics: (row) => [`user:${row['id']}`, 'directory'],
    shows: { role: 'role', status: 'status', unit_id: 'unitId' },
  },
  Session: {
    entity: () => 'session',
    topics: (row) => [`user:${row['userId']}`],
    shows: { kind: 'kind' },
  },
}

function part(entity: string): Route {
  return {
    entity: () => entity,
    topics: (row) => [...unitsOf(row), 'units', `item:request:${row['requestId']}`],
    shows: {},
  }
}

/** Its own, and the one that a transfer goes to. */
const unitsOf = ({ unitId, toUnitId }: Row): string[] => [
  `unit:${unitId}`,
  ...(toUnitId === null ? [] : [`unit:${toUnitId}`]),
]

function audienceOf({ audienceKind, userId, unitId, role }: Row): string {
  if (audienceKind === 'user') return `user:${userId}`
  if (audienceKind === 'unit') return `members:${unitId}`
  if (audienceKind === 'role') return unitId === null ? `role:${role}` : `role:${role}:${unitId}`
  return 'everyone'
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
    const data = Object.fromEntries(
      Object.entries(route.shows).map(([name, field]) => [name, row[field] ?? null]),
    )
    return { topic, entity: route.entity(row), action, id: change.rowId, data }
  })
}
