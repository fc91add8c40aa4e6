import { archiveKeys } from '@/lib/domains/archive/contract/archiveKeys.ts'
import {
  type RetentionRule,
  type RetentionRuleCreate,
  type RetentionRuleList,
  type RetentionRuleUpdate,
} from '@/lib/domains/archive/contract/retentionRule.ts'
import { DIRECTORY_TOPIC } from '@/lib/domains/identity/contract.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

const PATH = '/api/archive/retention-rules'

/** How long records of each kind are kept, by name. */
export function useRetentionRules() {
  return useLiveQuery<RetentionRuleList>({
    key: archiveKeys.retentionRules,
    topics: [DIRECTORY_TOPIC],
    fetch: ({ signal }) => apiFetch(PATH, { signal }),
  })
}

/** For admins. */
export function useCreateRetentionRule(onDone: (rule: RetentionRule) => void) {
  return useLiveMutation<RetentionRule, RetentionRuleCreate>({
    send: (body, request) => apiFetch(PATH, { ...request, method: 'POST', body }),
    onSuccess: onDone,
  })
}

/** For admins. `version` is the one that the person has seen. */
export function useUpdateRetentionRule(id: string, onDone: (rule: RetentionRule) => void) {
  return useLiveMutation<RetentionRule, RetentionRuleUpdate>({
    send: (body, request) => apiFetch(`${PATH}/${id}`, { ...request, method: 'PATCH', body }),
    onSuccess: onDone,
  })
}

/** For admins. Crates keep the day that they were given. */
export function useDeleteRetentionRule(id: string) {
  return useLiveMutation<void>({
    send: (_, request) => apiFetch(`${PATH}/${id}`, { ...request, method: 'DELETE' }),
  })
}
