import * as z from 'zod/mini'
import { DIRECTORY_TOPIC, UNITS_TOPIC, unitTopic } from '../identity/contract.ts'

/** The lists whose filters can be kept. */
export const FILTERED_LISTS = ['crates', 'requests'] as const
export const FilteredList = z.enum(FILTERED_LISTS)
export type FilteredList = z.infer<typeof FilteredList>

/** Most filters that one person keeps of one list. */
export const FILTERS_PER_LIST = 50

/** A filter of a list that somebody keeps under a name. Nobody else sees it. */
export const SavedFilter = z.object({
  id: z.uuid(),
  list: FilteredList,
  name: z.string(),
  /** As it stands in the page's address, without the question mark. */
  query: z.string(),
  created_at: z.iso.datetime(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

/** One's own, by name. */
export const SavedFilterPage = z.object({ items: z.array(SavedFilter) })
export type SavedFilterPage = z.infer<typeof SavedFilterPage>

const FilterName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Give the filter a name.'),
    z.maxLength(80, 'A name has at most 80 characters.'),
  )

export const SavedFilterCreate = z.strictObject({
  /** Made by the client, so that a repeated request makes no second one. */
  id: z.optional(z.uuid()),
  list: FilteredList,
  name: FilterName,
  query: z.string().check(z.maxLength(2_000)),
})
export type SavedFilterCreate = z.infer<typeof SavedFilterCreate>

/** Only the name can change: another query is another filter. */
export const SavedFilterUpdate = z.strictObject({ name: FilterName })
export type SavedFilterUpdate = z.infer<typeof SavedFilterUpdate>

/** What the activity feed tells of. A sending back shows as the request's state, a crate on a request as the crate's. */
export const ACTIVITY_ENTITIES = [
  'crate',
  'withdrawal',
  'destruction',
  'transfer',
  'request_comment',
  'request_attachment',
] as const
export const ActivityEntity = z.enum(ACTIVITY_ENTITIES)
export type ActivityEntity = z.infer<typeof ActivityEntity>

/** `left` and `arrived`: it went to, or came from, another unit. */
export const ACTIVITY_ACTIONS = ['created', 'updated', 'deleted', 'arrived', 'left'] as const
export const ActivityAction = z.enum(ACTIVITY_ACTIONS)
export type ActivityAction = z.infer<typeof ActivityAction>

/**
 * Changes of one thing by one person that follow one another within so many minutes are told as one. So are the changes of
 * several things that one act of a person makes alike, such as an import.
 */
export const ACTIVITY_GROUP_MINUTES = 10

/** Most changes that one activity counts. */
export const ACTIVITY_GROUP_MAX = 200

/** Most activities that are counted since a visit. */
export const VISIT_COUNT_MAX = 999

const ActivityName = z.object({ id: z.uuid(), name: z.string() })

/**
 * What one person did in one unit: a change of one thing, several that followed one another, or one act upon many things. Names and numbers are
 * as they are now; what it was about is told by ids and states, never by content.
 */
export const Activity = z.object({
  /** Of its newest change, in the log; newer ones are greater. Names it, until a further change joins it. */
  position: z.int(),
  unit: ActivityName,
  entity: ActivityEntity,
  /** Of the newest change; `created` where the first one was that and the thing is still there. */
  action: ActivityAction,
  /** Null: nobody of ours (by hand, in the background), or somebody who is gone. */
  actor: z.nullable(ActivityName),
  /** The crate or the request that it was about. Null: many at once, then `count` says how many. */
  subject: z.nullable(
    z.object({
      kind: z.enum(['crate', 'request']),
      id: z.uuid(),
      /** CR-…, WR-…, DR-…, TR-…; null where it is gone and was never told. */
      number: z.nullable(z.string()),
      /** Whether it is there and may be read by whoever asks: a link leads somewhere. */
      readable: z.boolean(),
    }),
  ),
  /** The state that it was in before, where that is known, then those that it went through, each once in a row. */
  statuses: z.array(z.string()),
  /** How many changes these were, up to 200; of many things at once, how many things. */
  count: z.int(),
  first_at: z.iso.datetime(),
  at: z.iso.datetime(),
})
export type Activity = z.infer<typeof Activity>

/** Newest first. */
export const ActivityPage = z.object({
  items: z.array(Activity),
  /** For `before`; null: there is no more. */
  next_before: z.nullable(z.int()),
  /** Where the log stood: all up to it is taken into account. */
  head: z.int(),
})
export type ActivityPage = z.infer<typeof ActivityPage>

/** What one feed shows. */
export interface ActivityFilter {
  readonly unit_id?: string
  readonly entity?: ActivityEntity
  /** What one person did. */
  readonly actor_id?: string
}

/** `GET /api/desk/visit`: up to where one has seen the activity. It moves only when one says so. */
export const Visit = z.object({
  /** Null: never here before. */
  position: z.nullable(z.int()),
  seen_at: z.nullable(z.iso.datetime()),
  /** How many activities of others came since, up to 999; 0 for whoever was never here. */
  unseen: z.int(),
  /** Where the log stands now: what to say after one has looked. */
  head: z.int(),
})
export type Visit = z.infer<typeof Visit>

/** `PUT /api/desk/visit`: all up to here was seen. A visit never moves back. */
export const VisitUpdate = z.strictObject({ position: z.int().check(z.nonnegative()) })
export type VisitUpdate = z.infer<typeof VisitUpdate>

/** What a reader's activity hears: their unit, or all of them; and who is called what. */
export const activityTopics = (reader: { readonly unitId: string | null; readonly readsAll: boolean }) => [
  ...(reader.readsAll ? [UNITS_TOPIC] : reader.unitId === null ? [] : [unitTopic(reader.unitId)]),
  DIRECTORY_TOPIC,
]

/** Query keys, from the general to the particular. The live topic of one's own desk is one's `userTopic`. */
export const deskKeys = {
  filters: ['desk', 'filters'],
  filtersOf: (list: FilteredList) => ['desk', 'filters', list],
  activity: ['desk', 'activity'],
  activityOf: (filter: ActivityFilter) => ['desk', 'activity', filter],
  visit: ['desk', 'visit'],
} as const
