import type { Cursor } from '../protocol/cursor.ts'

/** `fresh`: no cursor. `current`: nothing was missed. `replay`: the gap may be closed. `lost`: it cannot be. */
export type CursorVerdict = 'fresh' | 'current' | 'replay' | 'lost'

/** What a cursor is worth where the topic stands now; a gap of more than `historySize` events is not closed. */
export function judgeCursor(
  since: Cursor | null,
  now: { readonly epoch: string; readonly head: number; readonly historySize: number },
): CursorVerdict {
  if (since === null) return 'fresh'
  const gap = now.head - since.seq
  // A cursor ahead of the head belongs to a history that is not this one, whatever it says.
  if (since.epoch !== now.epoch || gap < 0) return 'lost'
  if (gap === 0) return 'current'
  return gap > now.historySize ? 'lost' : 'replay'
}
