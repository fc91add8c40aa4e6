import type { Stamp } from '../database/createDatabase.ts'
import type { Idempotency } from './idempotency.ts'

/** Who asks for a write, and what is written down of it. A route's context is one. */
export interface ServiceCall<Actor> {
  readonly actor: Actor
  readonly stamp: Stamp
  readonly idempotency: Idempotency | null
}
