import type { CrateRelocated, CrateRelocation } from '@/lib/domains/archive/contract/crate.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { noteOwn } from './ownVersions.ts'

/** Puts several crates into new places at once. Those that others have changed meanwhile are refused, with the reason. */
export function useRelocateCrates(onDone: (answer: CrateRelocated, sent: CrateRelocation) => void) {
  return useLiveMutation<CrateRelocated, CrateRelocation>({
    send: (body, request) => apiFetch('/api/archive/crates/relocate', { ...request, method: 'POST', body }),
    onSuccess(answer, sent) {
      answer.changed.forEach(noteOwn)
      onDone(answer, sent)
    },
  })
}
