import { v7 as uuidv7 } from 'uuid'
import type { Projection, ProjectionTx } from '../../../platform/live/projectBatch.ts'
import type { LogEntry } from '../../../realtime/server/logEntry.ts'
import { parseTopic } from '../../../realtime/protocol/topic.ts'
import type {
  NotificationDraft,
  NotificationRule,
  RuleEvent,
  RuleOutcome,
} from '../contract/notificationRule.ts'
import { toColumns } from './audienceColumns.ts'
import type { NotificationSource } from './notificationSource.ts'

/** In `projections`. */
const NOTIFICATIONS_PROJECTION = 'notifications'

/** Who looks at something: people whose tab in front shows a page that names the subject. Never rejects. */
export type FindLookers = (topic: string, subjectId: string) => Promise<readonly string[]>

/** Somebody who is gone, or a unit that is, is told nothing. */
const TELL = `
  INSERT INTO notifications (id, type, severity, audience_kind, user_id, role, unit_id, subject_entity, subject_id,
                             parameters, group_key, link, created_by_id, rule, occasion, position, created_at)
  SELECT $1::uuid, $2, $3::notification_severity, $4::audience_kind, $5::uuid, $6::role, $7::uuid, $8, $9::uuid,
         $10::jsonb, $11, $12, $13::uuid, $14, $15, $16, $17
   WHERE ($5::uuid IS NULL OR EXISTS (SELECT FROM users u WHERE u.id = $5::uuid AND u.status = 'active'))
     AND ($7::uuid IS NULL OR EXISTS (SELECT FROM units WHERE id = $7::uuid))
      ON CONFLICT (rule, occasion, audience_kind, user_id, role, unit_id) WHERE rule IS NOT NULL DO NOTHING
  RETURNING id`

/** For those of $2 who belong to its audience. */
const MARK_READ = `
  INSERT INTO notification_marks (id, notification_id, user_id, read_at)
  SELECT gen_random_uuid(), n.id, u.id, clock_timestamp()
    FROM notifications n, users u
   WHERE n.id = $1 AND u.id = ANY($2::uuid[])
     AND CASE n.audience_kind
           WHEN 'everyone' THEN true
           WHEN 'user' THEN n.user_id = u.id
           WHEN 'role' THEN n.role = u.role AND (n.unit_id IS NULL OR n.unit_id = u.unit_id)
           WHEN 'unit' THEN n.unit_id = u.unit_id
         END
      ON CONFLICT (notification_id, user_id) DO NOTHING`

const END = `
  UPDATE notifications SET expires_at = clock_timestamp()
   WHERE subject_id = $1 AND type = $2 AND rule IS NOT NULL AND (expires_at IS NULL OR expires_at > now())`

const READ_UP_TO = `
  INSERT INTO notification_marks (id, notification_id, user_id, read_at)
  SELECT gen_random_uuid(), n.id, n.user_id, clock_timestamp()
    FROM notifications n
   WHERE n.subject_id = $1 AND n.type = $2 AND n.user_id = $3 AND (n.parameters->>'number')::int <= $4
      ON CONFLICT (notification_id, user_id) DO UPDATE SET read_at = excluded.read_at
   WHERE notification_marks.read_at IS NULL AND notification_marks.unread_at IS NULL`

/** Tells people of what the log tells, by the rules of the domains: each occasion once for each audience. */
export function createNotificationProjection(o: {
  readonly sources: readonly NotificationSource[]
  readonly lookers: FindLookers
}): Projection {
  const { lookers, sources } = o
  return {
    name: NOTIFICATIONS_PROJECTION,
    async project(tx, entries) {
      const judged = (await Promise.all(sources.map((source) => judge(tx, source, entries)))).flat()
      for (const one of judged.toSorted((a, b) => a.entry.position - b.entry.position)) {
        await carryOut(tx, one, lookers)
      }
    },
    async forget(tx, beyond) {
      await tx.query('DELETE FROM notifications WHERE position > $1', [beyond])
    },
  }
}

interface Judged {
  readonly rule: NotificationRule<unknown>
  readonly entry: LogEntry
  readonly outcome: RuleOutcome
}

async function judge(
  tx: ProjectionTx,
  { rules, load }: NotificationSource,
  entries: readonly LogEntry[],
): Promise<Judged[]> {
  const wanted = entries.flatMap((entry) => {
    if (entry.kind !== 'data') return []
    const kind = parseTopic(entry.topic)?.kind
    const its = rules.filter((rule) => rule.topicKind === kind && rule.entities.includes(entry.entity))
    return its.length === 0 ? [] : [{ entry, event: toEvent(entry), rules: its }]
  })
  if (wanted.length === 0) return []
  const facts = await load(
    tx,
    wanted.map(({ event }) => event),
  )
  return wanted.flatMap(({ entry, event, rules: its }) =>
    facts.has(event)
      ? its.map((rule) => ({ rule, entry, outcome: rule.judge(event, facts.get(event)) }))
      : [],
  )
}

const toEvent = ({ topic, entity, action, data, actorId, timestamp }: LogEntry): RuleEvent => ({
  topic,
  entity,
  action,
  data,
  actorId,
  at: new Date(timestamp),
})

async function carryOut(tx: ProjectionTx, judged: Judged, lookers: FindLookers): Promise<void> {
  const { end = [], read = [], tell = [] } = judged.outcome
  for (const { type, subjectId } of end) await tx.query(END, [subjectId, type])
  for (const draft of tell) await carryTo(tx, judged, { draft, lookers })
  for (const { userId, type, subjectId, upTo } of read) {
    await tx.query(READ_UP_TO, [subjectId, type, userId, upTo])
  }
}

async function carryTo(
  tx: ProjectionTx,
  { rule, entry }: Judged,
  { draft, lookers }: { readonly draft: NotificationDraft; readonly lookers: FindLookers },
): Promise<void> {
  const { audience, subject } = draft
  if (audience.kind === 'user' && audience.user_id === entry.actorId) return
  const { audienceKind, userId, role, unitId } = toColumns(audience)
  const { rows } = await tx.query<{ id: string }>(TELL, [
    uuidv7(),
    draft.type,
    draft.severity,
    audienceKind,
    userId,
    role,
    unitId,
    subject.entity,
    subject.id,
    JSON.stringify(draft.parameters),
    draft.groupKey,
    draft.link,
    entry.actorId,
    rule.name,
    draft.occasion,
    entry.position,
    new Date(entry.timestamp),
  ])
  const made = rows[0]
  if (made === undefined) return
  const readers = new Set([...(draft.readBy ?? []), ...(await lookers(draft.topic, subject.id))])
  if (readers.size > 0) await tx.query(MARK_READ, [made.id, [...readers]])
}
