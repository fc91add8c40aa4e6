import { deskKeys, type Visit, type VisitUpdate } from '@/lib/domains/desk/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useLiveQuery } from '../useLiveQuery.ts'
import { useActivityTopics } from './useActivity.ts'

/** Up to where one has seen the activity, and how much has come since. */
export function useVisit() {
  return useLiveQuery<Visit>({
    key: deskKeys.visit,
    topics: useActivityTopics(),
    fetch: ({ signal }) => apiFetch('/api/desk/visit', { signal }),
  })
}

/** Says that one has seen all up to a position. */
export function useSeeActivity() {
  return useLiveMutation<Visit, VisitUpdate>({
    send: (body, request) => apiFetch('/api/desk/visit', { ...request, method: 'PUT', body }),
    covers: (visit) => [[deskKeys.visit, visit]],
  })
}
