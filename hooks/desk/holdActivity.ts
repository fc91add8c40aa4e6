import type { Activity } from '@/lib/domains/desk/contract.ts'

/** Names an activity for good: its position moves on when a further change joins it. */
export const activityId = ({ unit, entity, subject, statuses, actor, first_at: firstAt }: Activity): string =>
  [unit.id, entity, subject?.id ?? `many ${statuses.at(-1)}`, actor?.id ?? 'nobody', firstAt].join(' ')

/** A feed that stands still while somebody reads it. */
export interface HeldActivity {
  readonly rows: readonly Activity[]
  /** How many new ones wait above. */
  readonly waiting: number
}

/**
 * What is shown stays where it is, as it is now; further ones follow below; new ones wait. `shown` is what was last shown, `items`
 * the feed, newest first.
 */
export function holdActivity(shown: readonly Activity[], items: readonly Activity[]): HeldActivity {
  const now = new Map(items.map((item) => [activityId(item), item]))
  const known = new Set(shown.map(activityId))
  const oldest = Math.min(...shown.map(({ position }) => position))
  const unknown = items.filter((item) => !known.has(activityId(item)))
  const below = unknown.filter(({ position }) => position < oldest)
  return {
    rows: [...shown.map((item) => now.get(activityId(item)) ?? item), ...below],
    waiting: unknown.length - below.length,
  }
}
