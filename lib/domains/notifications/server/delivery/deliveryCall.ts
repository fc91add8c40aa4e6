import type { Stamp } from '../../../../platform/database/createDatabase.ts'
import type { DeskActor } from '../../../identity/contract.ts'

/** Who asks for a write, and what is written down of it. A route's context is one. */
export interface DeliveryCall {
  readonly actor: DeskActor
  readonly stamp: Stamp
}
