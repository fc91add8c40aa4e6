import type { DeskActor } from '../domains/identity/contract.ts'
import { unitTopics } from '../domains/identity/server/autoTopics.ts'
import type { SignedInDoor } from '../realtime/server/door.ts'
import type { EventPresenter } from '../realtime/server/eventSlot.ts'

/** Signals that plain clients do not use, and that would make the frame longer than it needs to be. */
const LEFT_OUT = new Set(['version'])

/** `/ws/updates/`: what happens in one's unit (for admins in all), for plain WebSocket clients. */
export const updatesDoor: SignedInDoor<DeskActor> = {
  access: 'actor',
  path: '/ws/updates/',
  mayConnect: (actor) => unitTopics(actor).length > 0,
  topics: unitTopics,
  greet: (actor) => [
    { type: 'connection_established', message: `Connected to unit ${actor.unitId ?? 'all'} updates` },
  ],
  present: presentUpdate,
}

function presentUpdate({
  kind,
  entity,
  action,
  data,
  timestamp,
}: Parameters<EventPresenter>[0]): object | null {
  if (kind === 'reset') return null
  const shown = Object.fromEntries(Object.entries(data).filter(([key]) => !LEFT_OUT.has(key)))
  return { type: 'data_update', entity, action, data: shown, timestamp }
}
