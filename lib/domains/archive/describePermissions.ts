import { ROLES, type Role } from '../identity/contract.ts'
import type { Decision } from './contract/archiveRequest.ts'
import {
  mayAskForCrates,
  mayAttach,
  mayComment,
  mayDecide,
  mayDeleteCrate,
  mayDeleteRequest,
  mayEditCrate,
  mayEditRequest,
  mayKeepRules,
  mayReadCrate,
  mayReadRequest,
  mayRegisterCrate,
  mayRemoveAttachment,
  mayRemoveComment,
  type Asker,
  type RequestStanding,
} from './policy.ts'

/** Somebody before a thing of a unit that somebody has asked for. */
interface Situation {
  readonly actor: Asker
  /** A pending withdrawal of the unit. */
  readonly request: RequestStanding
  /** Who asked, wrote or uploaded. */
  readonly author: string
}

const ME = 'me'
const SOMEBODY = 'somebody'
const GIVING = 'giving'
const RECEIVING = 'receiving'

const transfer = (request: RequestStanding): RequestStanding => ({
  ...request,
  kind: 'transfer',
  unitId: 'elsewhere',
  toUnitId: request.unitId,
})

const halfDone = (request: RequestStanding, releasedById: string): RequestStanding => ({
  ...request,
  kind: 'destruction',
  status: 'approved',
  releasedById,
})

const decision =
  (...decisions: readonly Decision[]) =>
  ({ actor, request }: Situation): boolean =>
    decisions.every((each) => mayDecide(actor, request, each))

/** What can be done, in words, and how the policy is asked. The unit is the crate's or request's; in a transfer see each line. */
const ACTS: Readonly<Record<string, (situation: Situation) => boolean>> = {
  'See a crate': ({ actor, request }) => mayReadCrate(actor, request),
  'Register a crate, import, print labels': ({ actor, request }) => mayRegisterCrate(actor, request.unitId),
  'Edit, relocate or put back a crate': ({ actor, request }) => mayEditCrate(actor, request),
  'Remove a crate nobody ever asked for': ({ actor, request }) => mayDeleteCrate(actor, request),
  'Keep retention rules': ({ actor }) => mayKeepRules(actor),
  'See a request, its comments and files': ({ actor, request }) => mayReadRequest(actor, request),
  'See a transfer to the unit': ({ actor, request }) => mayReadRequest(actor, transfer(request)),
  'Ask for crates': ({ actor, request }) => mayAskForCrates(actor, request.unitId),
  'Edit an undecided request': ({ actor, request }) => mayEditRequest(actor, request),
  'Approve, reject or send back': decision('approve', 'reject', 'send-back'),
  'Second yes to a destruction': ({ actor, request }) =>
    mayDecide(actor, halfDone(request, SOMEBODY), 'approve'),
  'Second yes after one’s own first': ({ actor, request }) =>
    mayDecide(actor, halfDone(request, ME), 'approve'),
  'Receive or refuse a transfer to the unit': ({ actor, request }) => {
    const underWay: RequestStanding = { ...transfer(request), status: 'approved' }
    return mayDecide(actor, underWay, 'approve') && mayDecide(actor, underWay, 'reject')
  },
  'Resubmit what was sent back': decision('resubmit'),
  'Return a withdrawal': decision('return'),
  'Cancel a request': decision('cancel'),
  'Remove a request without effect': ({ actor, request }) => mayDeleteRequest(actor, request),
  'Comment on a request': ({ actor, request }) => mayComment(actor, request),
  'Take a comment back': ({ actor, author }) => mayRemoveComment(actor, author),
  'Put a file on an open request': ({ actor, request }) => mayAttach(actor, request),
  'Put a file on a transfer to the unit': ({ actor, request }) => mayAttach(actor, transfer(request)),
  'Remove a file before the decision': ({ actor, request, author }) =>
    mayRemoveAttachment(actor, request, author),
}

/** The archive's permissions as a page of the documentation, read off the policy: nothing in its table is written by hand. */
export function describePermissions(): string {
  const header = ['', ...ROLES]
  const rows = Object.entries(ACTS).map(([name, may]) => [name, ...ROLES.map((role) => cell(role, may))])
  return `# Permissions in the archive

Who may do what. Written by \`npm run permissions\` from [\`lib/domains/archive/policy.ts\`](../lib/domains/archive/policy.ts); a test keeps the two equal. Roles as such are in [roles.md](roles.md).

${table([header, ...rows])}

- **all**: in every unit. **own unit**: where the crates of the request are; a person without a unit has none.
- **others’**: what somebody else has asked for, never one’s own request. **own**: what one has asked for, written or uploaded oneself.
- Two units read a transfer and comment on it: the one that gives, and the one that receives. The lines about a transfer “to the unit” are about the one that receives.
- A right is not enough: the state of the request must allow the act, too ([\`requestFlow.ts\`](../lib/domains/archive/requestFlow.ts)). A destruction needs two different managers, neither of whom asked, and crates whose retention is over. A file leaves only before the decision, and comes only while the request is open.
- What one may not see is answered as if it did not exist (404).
`
}

/** In which of four situations a role may: in the own unit or another, before others' things or one's own. */
function cell(role: Role, may: (situation: Situation) => boolean): string {
  const ask = (unitId: string, author: string) =>
    may({
      actor: { role, unitId, userId: ME },
      author,
      request: {
        kind: 'withdrawal',
        status: 'pending',
        unitId: GIVING,
        toUnitId: null,
        createdById: author,
        releasedById: null,
      },
    })
  const others = scope(ask(GIVING, SOMEBODY), ask(RECEIVING, SOMEBODY))
  const own = scope(ask(GIVING, ME), ask(RECEIVING, ME))
  if (others === own) return others ?? '–'
  if (own === null) return `${others}, others’`
  if (others === null) return 'own'
  return `${others}, and own`
}

function scope(inUnit: boolean, elsewhere: boolean): 'all' | 'own unit' | null {
  if (elsewhere) return 'all'
  return inUnit ? 'own unit' : null
}

/** As Prettier writes a table. */
function table([header = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
