import { ACTIVITY_ENTITIES } from '../contract.ts'

/** In `projections`. */
export const ACTIVITY_PROJECTION = 'activity'

const NAMES = ACTIVITY_ENTITIES.map((entity) => `'${entity}'`).join(', ')

/** What is said and put on requests: it comes and goes, and goes with its request to wherever that goes. */
const PARTS = `'request_comment', 'request_attachment'`

/** How far apart in the log the events of one change may stand. */
const ONE_CHANGE = 10

/** Whether the row of `l` went from one topic to another in this change. */
const IS_MOVED = `EXISTS (
  SELECT FROM live_log o
   WHERE o.position BETWEEN l.position - ${ONE_CHANGE} AND l.position + ${ONE_CHANGE}
     AND o.entity = l.entity AND o.at = l.at AND o.data ->> 'id' = l.data ->> 'id'
     AND o.action <> l.action)`

/**
 * What people care about of the log `l`, as rows of `activity_entries`: changes of crates and requests in the topics of
 * units, and what was said and attached, though not that it followed its request. What goes to another unit is `deleted` in one topic while the row lives on in
 * another; what comes from one is `created` while the row was there in another.
 */
const ACTIVITY_OF_LOG = `
  SELECT l.position,
         substr(l.topic, 6)::uuid AS unit_id,
         l.entity,
         CASE
           WHEN l.action IN ('created', 'deleted') AND ${IS_MOVED}
             THEN CASE l.action WHEN 'created' THEN 'arrived' ELSE 'left' END
           ELSE l.action
         END AS action,
         l.actor_id,
         CASE
           WHEN l.data ? 'bulk' THEN NULL
           ELSE coalesce(l.data ->> 'request_id', l.data ->> 'id')::uuid
         END AS subject_id,
         l.change_id,
         l.data,
         l.at
    FROM live_log l
   WHERE l.kind = 'data' AND l.topic ~ '^unit:[0-9a-f-]{36}$' AND l.entity IN (${NAMES})
     AND (l.entity NOT IN (${PARTS}) OR (l.action IN ('created', 'deleted') AND NOT ${IS_MOVED}))`

/** Writes what lies in ($1, $2] of the log; twice is once. */
export const PROJECT_ACTIVITY = `
  INSERT INTO activity_entries (position, unit_id, entity, action, actor_id, subject_id, change_id, data, at)
  SELECT position, unit_id, entity, action, actor_id, subject_id, change_id, data, at
    FROM (${ACTIVITY_OF_LOG} AND l.position > $1 AND l.position <= $2) AS activity
  ON CONFLICT (position) DO NOTHING`

/** All activity: what is kept, and what the log has beyond it. One statement reads one snapshot, so nothing comes twice. */
export const ACTIVITY = `(
  SELECT position, unit_id, entity, action, actor_id, subject_id, change_id, data, at FROM activity_entries
  UNION ALL
  ${ACTIVITY_OF_LOG}
     AND l.position > coalesce((SELECT p.position FROM projections p WHERE p.name = '${ACTIVITY_PROJECTION}'), 0))`

/** What tells acts apart besides who did them: crates that one act hands out and crates that it puts back are two. */
const outcome = (row: string): string =>
  `CASE WHEN ${row}.action IN ('created', 'deleted') THEN '' ELSE coalesce(${row}.data ->> 'status', '') END`

/** Whether the change `other` belongs to the act of `row`: the same person did the same to both, in one change. */
export const inOneAct = (other: string, row: string): string =>
  `${other}.change_id = ${row}.change_id AND ${other}.unit_id = ${row}.unit_id AND ${other}.entity = ${row}.entity
     AND ${other}.action = ${row}.action AND ${other}.actor_id IS NOT DISTINCT FROM ${row}.actor_id
     AND ${outcome(other)} = ${outcome(row)}`

/** Whether the change `row` is one of an act upon several things. */
export const isPartOfAct = (row: string): string =>
  `EXISTS (SELECT FROM ${ACTIVITY} AS part
            WHERE ${inOneAct('part', row)} AND part.position <> ${row}.position
              AND (part.subject_id IS DISTINCT FROM ${row}.subject_id OR part.subject_id IS NULL))`

const REQUESTS = `'withdrawal', 'destruction', 'transfer'`

/** Whether a request that is out stayed so: crates of it went or came one by one. */
const staysOut = (row: string): string =>
  `(${row}.action = 'updated' AND ${row}.data ->> 'status' = 'approved' AND 'approved' = (
     SELECT past.data ->> 'status' FROM ${ACTIVITY} AS past
      WHERE past.unit_id = ${row}.unit_id AND past.entity = ${row}.entity AND past.subject_id = ${row}.subject_id
        AND past.position < ${row}.position
      ORDER BY past.position DESC LIMIT 1))`

const together = (other: string, row: string): string =>
  `${other}.change_id = ${row}.change_id AND ${other}.unit_id = ${row}.unit_id
     AND ${other}.actor_id IS NOT DISTINCT FROM ${row}.actor_id`

/**
 * Whether the change `row` is told by another one of the same act: who decides on a request changes its crates and leaves a
 * word with it. The request says it all, but where crates of it came or went one by one: then they do.
 */
export const isToldByAnother = (row: string): string =>
  `CASE
     WHEN ${row}.change_id IS NULL THEN false
     WHEN ${row}.entity IN (${REQUESTS}) THEN ${staysOut(row)} AND EXISTS (
       SELECT FROM ${ACTIVITY} AS crate WHERE crate.entity = 'crate' AND ${together('crate', row)})
     ELSE EXISTS (
       SELECT FROM ${ACTIVITY} AS request
        WHERE request.entity IN (${REQUESTS}) AND ${together('request', row)} AND NOT ${staysOut('request')})
   END`
