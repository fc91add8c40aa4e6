import type { SavedFilter, SavedFilterCreate, SavedFilterUpdate } from '@/lib/domains/desk/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'

/** Keeps a filter under a name. */
export function useSaveFilter(onDone: (filter: SavedFilter) => void) {
  return useLiveMutation<SavedFilter, Omit<SavedFilterCreate, 'id'>>({
    send: (body, request) => apiFetch('/api/desk/filters', { ...request, method: 'POST', body }),
    onSuccess: onDone,
  })
}

/** Gives a filter another name. */
export function useRenameFilter(id: string) {
  return useLiveMutation<SavedFilter, SavedFilterUpdate>({
    send: (body, request) => apiFetch(`/api/desk/filters/${id}`, { ...request, method: 'PATCH', body }),
  })
}

/** Forgets a filter. */
export function useDeleteFilter(id: string, onDone: () => void) {
  return useLiveMutation<void>({
    send: (_, request) => apiFetch(`/api/desk/filters/${id}`, { ...request, method: 'DELETE' }),
    onSuccess: onDone,
  })
}
