import { useRealtime } from '../RealtimeContext.ts'
import type { Outbox } from './createOutbox.ts'
import { outboxOf } from './outboxOf.ts'

/** The messages of one's own that are on their way. */
export function useOutbox(): Outbox {
  return outboxOf(useRealtime())
}
