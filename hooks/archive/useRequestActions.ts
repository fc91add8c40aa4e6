import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import {
  type ArchiveRequest,
  type Decision,
  type DecisionInput,
  type ReopenInput,
  type RequestCreate,
  type RequestUpdate,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { outcomeOf } from '@/lib/domains/archive/requestFlow.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { pendingEdit } from '../live/pendingEdits.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { noteOwn } from './ownVersions.ts'

const covers = (request: ArchiveRequest) => [[archiveKeys.request(request.id), noteOwn(request)]] as const

/** Files a request. */
export function useCreateRequest(onDone: (request: ArchiveRequest) => void) {
  return useLiveMutation<ArchiveRequest, RequestCreate>({
    send: (body, request) => apiFetch('/api/archive/requests', { ...request, method: 'POST', body }),
    covers,
    onSuccess: onDone,
  })
}

/** Changes what a request asks for. `version` is the one that the person has seen. */
export function useUpdateRequest(id: string, onDone: (request: ArchiveRequest) => void) {
  return useLiveMutation<ArchiveRequest, RequestUpdate>({
    send: (body, request) => apiFetch(`/api/archive/requests/${id}`, { ...request, method: 'PATCH', body }),
    covers,
    pending: ({ reason, due_on: dueOn }) => [
      pendingEdit<ArchiveRequest>(archiveKeys.request(id), (request) => ({
        ...request,
        ...(reason !== undefined && { reason }),
        ...(dueOn !== undefined && { due_on: dueOn }),
      })),
    ],
    onSuccess: onDone,
  })
}

/** A decision on the version that the person has seen. */
export interface Decide extends DecisionInput {
  readonly decision: Decision
}

/** Decides on a request. `onError` is called also when nobody is on the page any more. */
export function useDecideRequest(
  id: string,
  onDone: (request: ArchiveRequest, decided: Decide) => void,
  onError?: (error: ApiError) => void,
) {
  return useLiveMutation<ArchiveRequest, Decide>({
    send: ({ decision, ...body }, request) =>
      apiFetch(`/api/archive/requests/${id}/${decision}`, { ...request, method: 'POST', body }),
    covers,
    pending: ({ decision }) => [
      pendingEdit<ArchiveRequest>(archiveKeys.request(id), (request) => {
        const outcome = outcomeOf(request.kind, request.status, decision)
        return outcome ? { ...request, status: outcome.status } : request
      }),
    ],
    onSuccess: onDone,
    ...(onError && { onError }),
  })
}

/** Takes back that one has just confirmed a return. Both are called also when nobody is on the page any more. */
export function useReopenRequest(
  id: string,
  o: {
    readonly onDone: (request: ArchiveRequest) => void
    readonly onError: (error: ApiError) => void
  },
) {
  return useLiveMutation<ArchiveRequest, ReopenInput>({
    send: (body, request) =>
      apiFetch(`/api/archive/requests/${id}/reopen`, { ...request, method: 'POST', body }),
    covers,
    onSuccess: o.onDone,
    onError: o.onError,
  })
}

/** Removes a request that had no effect. */
export function useDeleteRequest(id: string, onDone: () => void) {
  return useLiveMutation<void>({
    send: (_, request) => apiFetch(`/api/archive/requests/${id}`, { ...request, method: 'DELETE' }),
    onSuccess: onDone,
  })
}
