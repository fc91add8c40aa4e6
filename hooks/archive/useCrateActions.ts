import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import { type Crate, type CrateCreate, type CrateUpdate } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import { pendingEdit } from '../live/pendingEdits.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { noteOwn } from './ownVersions.ts'

/** Registers a crate. */
export function useCreateCrate(onDone: (crate: Crate) => void) {
  return useLiveMutation<Crate, CrateCreate>({
    send: (body, request) => apiFetch('/api/archive/crates', { ...request, method: 'POST', body }),
    covers: (crate) => [[archiveKeys.crate(crate.id), noteOwn(crate)]],
    onSuccess: onDone,
  })
}

/** Changes a crate. `version` is the one that the person has seen. */
export function useUpdateCrate(id: string, onDone: (crate: Crate) => void) {
  return useLiveMutation<Crate, CrateUpdate>({
    send: (body, request) => apiFetch(`/api/archive/crates/${id}`, { ...request, method: 'PATCH', body }),
    covers: (crate) => [[archiveKeys.crate(id), noteOwn(crate)]],
    pending: ({ label, contents, location, status }) => [
      pendingEdit<Crate>(archiveKeys.crate(id), (crate) => ({
        ...crate,
        ...(label !== undefined && { label }),
        ...(contents !== undefined && { contents }),
        ...(location !== undefined && { location }),
        ...(status !== undefined && { status }),
      })),
    ],
    onSuccess: onDone,
  })
}

/** Takes a crate off the list. */
export function useDeleteCrate(id: string, onDone: () => void) {
  return useLiveMutation<void>({
    send: (_, request) => apiFetch(`/api/archive/crates/${id}`, { ...request, method: 'DELETE' }),
    onSuccess: onDone,
  })
}
