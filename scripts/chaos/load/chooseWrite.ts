import type { OperationKind } from '../history.ts'
import type { Random } from '../seededRandom.ts'
import { uuidv7 } from '../uuidv7.ts'

export interface Thing {
  readonly id: string
  version: number
  status: string
}

/** What the people of a unit know of. */
export interface World {
  readonly crates: Map<string, Thing>
  readonly requests: Map<string, Thing>
}

/** One person's next write. `id` is its operation's. */
export interface Write {
  readonly id: string
  readonly kind: OperationKind
  readonly rowId: string
  readonly method: string
  readonly path: string
  readonly body?: Record<string, unknown>
  readonly into: 'crates' | 'requests' | null
  readonly thing?: Thing
}

export interface Choice {
  readonly world: World
  readonly unitIds: readonly string[]
  readonly isManager: boolean
}

/** Draws the next write of somebody who knows this world. Whatever it writes in words holds the operation's id. */
export function chooseWrite({ world, unitIds, isManager }: Choice, random: Random): Write {
  const id = uuidv7(random)
  const crate = random.pick([...world.crates.values()])
  const request = pickRequest(world, random)
  const dice = random.next()
  if (crate === undefined || dice < 0.22) return register(id, random)
  if (dice < 0.42) return move(id, crate)
  if (dice < 0.47 && isManager) return about(id, crate, { kind: 'remove', method: 'DELETE', into: null })
  if (request === undefined || dice < 0.64) return ask(id, crate, { unitIds, random })
  if (dice < 0.72) return comment(id, request, random)
  return decide(id, request, { isManager, random })
}

/** Those that were sent back are few, and wait for an answer. */
function pickRequest({ requests }: World, random: Random): Thing | undefined {
  const all = [...requests.values()]
  const sentBack = all.filter(({ status }) => status === 'sent_back')
  return random.pick(sentBack.length > 0 && random.next() < 0.5 ? sentBack : all)
}

function register(id: string, random: Random): Write {
  const rowId = uuidv7(random)
  const body = { id: rowId, label: `Ward books op ${id}`, location: `A-${random.between(1, 99)}` }
  return { id, kind: 'register', rowId, method: 'POST', path: '/api/archive/crates', body, into: 'crates' }
}

function move(id: string, crate: Thing): Write {
  const body = { version: crate.version, location: `op ${id}` }
  return about(id, crate, { kind: 'move', method: 'PATCH', body, into: 'crates' })
}

function about(id: string, crate: Thing, rest: Pick<Write, 'kind' | 'method' | 'body' | 'into'>): Write {
  return { id, rowId: crate.id, path: `/api/archive/crates/${crate.id}`, thing: crate, ...rest }
}

function ask(id: string, crate: Thing, from: { unitIds: readonly string[]; random: Random }): Write {
  const { unitIds, random } = from
  const rowId = uuidv7(random)
  const base = { id: rowId, crate_ids: [crate.id], reason: `Audit op ${id}` }
  const isTransfer = random.next() < 0.5
  const body = isTransfer
    ? { ...base, kind: 'transfer', to_unit_id: random.pick(unitIds) }
    : { ...base, kind: 'withdrawal' }
  const kind = isTransfer ? 'transfer' : 'withdraw'
  return { id, kind, rowId, method: 'POST', path: '/api/archive/requests', body, into: 'requests' }
}

function comment(id: string, request: Thing, random: Random): Write {
  const rowId = uuidv7(random)
  const path = `/api/archive/requests/${request.id}/comments`
  return {
    id,
    kind: 'comment',
    rowId,
    method: 'POST',
    path,
    body: { id: rowId, body: `op ${id}` },
    into: null,
  }
}

const DECIDER = ['approve', 'approve', 'reject', 'send-back'] as const
const ASKER = ['resubmit', 'resubmit', 'cancel'] as const
const CANCELLER = ['cancel'] as const
type Decision = (typeof DECIDER | typeof ASKER)[number]

function decide(id: string, request: Thing, by: { isManager: boolean; random: Random }): Write {
  const { isManager, random } = by
  const choices = request.status === 'sent_back' ? ASKER : isManager ? DECIDER : CANCELLER
  const kind = random.pick<Decision>(choices) ?? 'cancel'
  const body = { version: request.version, ...(kind === 'send-back' ? { reason: 'Which box?' } : {}) }
  const path = `/api/archive/requests/${request.id}/${kind}`
  return { id, kind, rowId: request.id, method: 'POST', path, body, into: 'requests', thing: request }
}
