import { isUuid } from '../../../platform/isUuid.ts'
import type { RuleEvent } from '../../notifications/contract/notificationRule.ts'
import { requestNotifications, type RequestFacts } from '../contract/requestNotifications.ts'

const FACTS = `
  SELECT id, kind, status, unit_id AS "unitId", to_unit_id AS "toUnitId", created_by_id AS "createdById",
         created_at AS "createdAt", released_at AS "releasedAt", decided_at AS "decidedAt"
    FROM archive_requests WHERE id = ANY($1::uuid[])`

/** A transaction that reads. */
interface Reader {
  query(sql: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

const requestIdOf = ({ entity, data }: RuleEvent): string | null => {
  const id = entity === 'sendback' ? data['request_id'] : data['id']
  return isUuid(id) ? id : null
}

/** The archive's rules with the requests that they are about. */
export const requestNotificationSource = {
  rules: requestNotifications,
  async load(tx: Reader, events: readonly RuleEvent[]): Promise<ReadonlyMap<RuleEvent, RequestFacts>> {
    const ids = [...new Set(events.flatMap((event) => requestIdOf(event) ?? []))]
    if (ids.length === 0) return new Map()
    const { rows } = await tx.query(FACTS, [ids])
    const byId = new Map((rows as RequestFacts[]).map((facts) => [facts.id, facts]))
    return new Map(
      events.flatMap((event) => {
        const facts = byId.get(requestIdOf(event) ?? '')
        return facts === undefined ? [] : [[event, facts] as const]
      }),
    )
  },
}
