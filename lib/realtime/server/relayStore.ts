import type { CapturedChange } from './liveDomain.ts'
import type { LogBatch, RoutedEvent } from './logEntry.ts'

/** A change whose routing threw. It is kept for admins; its domain's topics get a `reset`. */
export interface DeadLetter {
  readonly change: CapturedChange
  readonly error: string
}

export interface RoutedChanges {
  readonly events: readonly RoutedEvent[]
  readonly deadLetters: readonly DeadLetter[]
}

/** The right to be the one relay, held on one connection together with its work. */
export interface RelayLease {
  /**
   * Moves up to `limit` outbox rows into the log in one transaction: takes them in order, has them routed, gives
   * positions and seqs, commits durably. Null when the outbox was empty. When `route` throws, nothing has moved.
   * Call it at least once a second, also when there is nothing to do: an idle holder loses its lease after 3 s.
   * Any rejection but the one of `route` means that the lease is gone.
   */
  moveBatch(
    limit: number,
    route: (changes: readonly CapturedChange[]) => RoutedChanges,
  ): Promise<LogBatch | null>
  /** Gives the right back; never rejects. */
  release(): Promise<void>
}

/** Where the relay takes changes from. */
export interface RelayStore {
  /** Tries once to become the relay of the whole deployment; null while somebody else is. */
  acquire(): Promise<RelayLease | null>
}
