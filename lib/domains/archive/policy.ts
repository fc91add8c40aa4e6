import { administers, mayManageUnit, mayWorkInUnit, readsUnit, type RoleHolder } from '../identity/policy.ts'
import type { ArchiveRequest, Decision, RequestKind, RequestStatus } from './contract/archiveRequest.ts'
import type { Crate, CrateStatus } from './contract/crate.ts'
import { isEditable, isOpen, isRemovable, outcomeOf } from './requestFlow.ts'

/** What a policy asks of whoever acts. */
export interface Asker extends RoleHolder {
  readonly userId: string
}

/** Where a crate stands. */
export interface CrateStanding {
  readonly unitId: string
  readonly status: CrateStatus
}

/** Where a request stands. */
export interface RequestStanding {
  readonly kind: RequestKind
  readonly status: RequestStatus
  readonly unitId: string
  readonly toUnitId: string | null
  readonly createdById: string
  /** Who said the first yes. */
  readonly releasedById: string | null
}

export const standingOfCrate = (crate: Crate): CrateStanding => ({
  unitId: crate.unit.id,
  status: crate.status,
})

export const standingOfRequest = (request: ArchiveRequest): RequestStanding => ({
  kind: request.kind,
  status: request.status,
  unitId: request.unit.id,
  toUnitId: request.to_unit?.id ?? null,
  createdById: request.created_by.id,
  releasedById: request.released_by?.id ?? null,
})

type Units = Pick<RequestStanding, 'unitId' | 'toUnitId'>

const isOwn = (actor: Asker, request: RequestStanding) => actor.userId === request.createdById

/**
 * Whoever may decide now: the unit that gives, then the unit that receives. Nobody decides on their own request, and the
 * second yes to a destruction is somebody else's than the first.
 */
const decides = (actor: Asker, request: RequestStanding) => {
  const isHalfway = request.status === 'approved'
  const unitId = (isHalfway && request.kind === 'transfer' ? request.toUnitId : null) ?? request.unitId
  const wasFirst = isHalfway && request.kind === 'destruction' && actor.userId === request.releasedById
  return mayManageUnit(actor, unitId) && !isOwn(actor, request) && !wasFirst
}

/** Permissions by role and unit. Whether the state allows the act is `requestFlow.ts`'s to say. */
const DECIDERS: Readonly<Record<Decision, (actor: Asker, request: RequestStanding) => boolean>> = {
  approve: decides,
  reject: decides,
  'send-back': decides,
  resubmit: (actor, request) => mayWorkInUnit(actor, request.unitId),
  cancel: (actor, request) => isOwn(actor, request) || mayManageUnit(actor, request.unitId),
  return: (actor, request) => mayWorkInUnit(actor, request.unitId),
}

export const mayReadCrate = (actor: Asker, crate: Pick<CrateStanding, 'unitId'>) =>
  readsUnit(actor, crate.unitId)
export const mayRegisterCrate = (actor: Asker, unitId: string) => mayWorkInUnit(actor, unitId)
export const mayEditCrate = (actor: Asker, crate: Pick<CrateStanding, 'unitId'>) =>
  mayWorkInUnit(actor, crate.unitId)
export const mayDeleteCrate = (actor: Asker, crate: Pick<CrateStanding, 'unitId'>) =>
  mayManageUnit(actor, crate.unitId)

/** How long records are kept is the whole house's to say. */
export const mayKeepRules = (actor: Asker) => administers(actor)

/** A transfer is read by both units. */
export const mayReadRequest = (actor: Asker, { unitId, toUnitId }: Units) =>
  readsUnit(actor, unitId) || (toUnitId !== null && readsUnit(actor, toUnitId))
export const mayAskForCrates = (actor: Asker, unitId: string) => mayWorkInUnit(actor, unitId)
export const mayEditRequest = (actor: Asker, request: RequestStanding) => mayWorkInUnit(actor, request.unitId)
export const mayDeleteRequest = (actor: Asker, request: RequestStanding) =>
  isOwn(actor, request) || mayManageUnit(actor, request.unitId)
/** Whoever reads a request talks about it, also when it is closed. */
export const mayComment = mayReadRequest
export const mayRemoveComment = (actor: Asker, authorId: string) => actor.userId === authorId
/** Both units of a request put files on it: what is asked for, and in what state it arrived. */
export const mayAttach = (actor: Asker, { unitId, toUnitId }: Units) =>
  mayWorkInUnit(actor, unitId) || (toUnitId !== null && mayWorkInUnit(actor, toUnitId))
export const mayRemoveAttachment = (
  actor: Asker,
  { unitId }: Pick<RequestStanding, 'unitId'>,
  uploadedById: string,
) => actor.userId === uploadedById || mayManageUnit(actor, unitId)
export const mayDecide = (actor: Asker, request: RequestStanding, decision: Decision) =>
  DECIDERS[decision](actor, request)

/** What this person can do to the crate now, rights and state taken together. */
export const crateActions = (actor: Asker, crate: CrateStanding) => ({
  edit: mayEditCrate(actor, crate) && crate.status !== 'destroyed',
  putBack: mayEditCrate(actor, crate) && crate.status === 'withdrawn',
  askFor: mayAskForCrates(actor, crate.unitId) && crate.status === 'stored',
  remove: mayDeleteCrate(actor, crate) && crate.status === 'stored',
})

/** What this person can do to the request now, rights and state taken together. */
export const requestActions = (actor: Asker, request: RequestStanding) => ({
  can: (decision: Decision) =>
    outcomeOf(request.kind, request.status, decision) !== null && mayDecide(actor, request, decision),
  edit: mayEditRequest(actor, request) && isEditable(request.status),
  comment: mayComment(actor, request),
  attach: mayAttach(actor, request) && isOpen(request.kind, request.status),
  /** What somebody decided on stays with the decision. */
  removeAttachment: (uploadedById: string) =>
    mayRemoveAttachment(actor, request, uploadedById) && isEditable(request.status),
  remove: mayDeleteRequest(actor, request) && isRemovable(request.status),
})

/** What the request waits for from this person, if anything. */
export function waitsFor(actor: Asker, request: RequestStanding): 'decide' | 'receive' | 'answer' | null {
  if (!isOpen(request.kind, request.status)) return null
  if (request.status === 'sent_back') return isOwn(actor, request) ? 'answer' : null
  if (request.kind === 'withdrawal' && request.status === 'approved') return null
  if (!decides(actor, request)) return null
  return request.kind === 'transfer' && request.status === 'approved' ? 'receive' : 'decide'
}
