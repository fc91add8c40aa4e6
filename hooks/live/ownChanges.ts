import type { LiveEvent } from '@/lib/realtime/client/liveEvent.ts'

/** Changes remembered after their answer; events that come later than that many changes are treated as anybody's. */
const REMEMBERED = 50

/** Knows the changes that this tab has sent, and what their answers already gave. */
export interface OwnChanges {
  begin(changeId: string): void
  /** The answer is there: `covered` are hashes of queries that it gave whole. Returns the events that waited for it. */
  settle(changeId: string, covered: ReadonlySet<string>): readonly LiveEvent[]
  /** True when the event is of a change whose answer is still awaited: it is kept and comes back from `settle`. */
  hold(event: LiveEvent): boolean
  /** Whether the query's content after this event is there already. */
  covers(event: LiveEvent, queryHash: string): boolean
}

/** Own events may overtake the answer to the request; they wait for it, as only then is known what it covers. */
export function createOwnChanges(): OwnChanges {
  const awaited = new Map<string, LiveEvent[]>()
  const settled = new Map<string, ReadonlySet<string>>()

  return {
    begin: (changeId) => void awaited.set(changeId, []),
    settle(changeId, covered) {
      const held = awaited.get(changeId) ?? []
      awaited.delete(changeId)
      settled.set(changeId, covered)
      const [oldest] = settled.keys()
      if (settled.size > REMEMBERED && oldest !== undefined) settled.delete(oldest)
      return held
    },
    hold(event) {
      const held = event.changeId === null ? undefined : awaited.get(event.changeId)
      held?.push(event)
      return held !== undefined
    },
    covers: (event, queryHash) =>
      event.changeId !== null && (settled.get(event.changeId)?.has(queryHash) ?? false),
  }
}
