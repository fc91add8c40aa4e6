import type { DeskActor } from '../domains/identity/contract.ts'
import { unitTopics } from '../domains/identity/server/autoTopics.ts'
import type { SignedInDoor } from '../realtime/server/door.ts'
import type { EventPresenter } from '../realtime/server/eventSlot.ts'

/** Signals that plain clients do not use, and that would make the frame longer than it needs to be. */
const LEFT_OUT = new Set(['version'])
/** What stays when the frame would be longer than its limit; the rest can be fetched by the id. */
const ESSENTIAL = new Set(['id', 'status'])
const FRAME_LIMIT_BYTES = 200

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
  const only = (shows: (key: string) => boolean): object => ({
    type: 'data_update',
    entity,
    action,
    data: Object.fromEntries(Object.entries(data).filter(([key]) => shows(key))),
    timestamp,
  })
  const frame = only((key) => !LEFT_OUT.has(key))
  const isShort = Buffer.byteLength(JSON.stringify(frame)) <= FRAME_LIMIT_BYTES
  return isShort ? frame : only((key) => ESSENTIAL.has(key))
}
