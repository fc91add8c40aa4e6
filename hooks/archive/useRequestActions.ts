import {
  archiveKeys,
  type ArchiveRequest,
  type Decision,
  type DecisionInput,
  type RequestCreate,
  type RequestUpdate,
} from '@/lib/domains/archive/contract.ts'
import { apiFetch } from '../apiFetch.ts'
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
    onSuccess: onDone,
  })
}

/** A decision on the version that the person has seen. */
export interface Decide extends DecisionInput {
  readonly decision: Decision
}

/** Decides on a request. */
export function useDecideRequest(id: string, onDone: (request: ArchiveRequest, decided: Decide) => void) {
  return useLiveMutation<ArchiveRequest, Decide>({
    send: ({ decision, ...body }, request) =>
      apiFetch(`/api/archive/requests/${id}/${decision}`, { ...request, method: 'POST', body }),
    covers,
    onSuccess: onDone,
  })
}

/** Removes a request that had no effect. */
export function useDeleteRequest(id: string, onDone: () => void) {
  return useLiveMutation<void>({
    send: (_, request) => apiFetch(`/api/archive/requests/${id}`, { ...request, method: 'DELETE' }),
    onSuccess: onDone,
  })
}
