import type { Actor } from '../../realtime/server/actor.ts'

/** What became of a session. `expiresAt` is in ms since the Unix epoch. */
export type SessionState<A extends Actor = Actor> =
  | { readonly state: 'open'; readonly actor: A; readonly expiresAt: number }
  | { readonly state: 'expired' | 'revoked' | 'disabled' }

/** Where sessions are kept. A domain provides it. */
export interface SessionDirectory<A extends Actor = Actor> {
  /** In one query. A session that is not known is missing. Rejects when the database is away. */
  find(sessionIds: readonly string[]): Promise<ReadonlyMap<string, SessionState<A>>>
  /** Notes that sessions were used just now. Never waits and never rejects; `address` null: not known. */
  noteSeen(sessionIds: readonly string[], address: string | null): void
}
