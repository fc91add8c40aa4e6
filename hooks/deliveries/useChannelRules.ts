import type { UseQueryResult } from '@tanstack/react-query'
import { EVERYONE_TOPIC } from '@/lib/domains/identity/contract.ts'
import { deliveriesKeys } from '@/lib/domains/notifications/contract/deliveriesKeys.ts'
import type { ChannelRuleList, ChannelRuleUpdate } from '@/lib/domains/notifications/contract/delivery.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

/** Which channels the site always or never uses. */
export function useChannelRules(): UseQueryResult<ChannelRuleList, ApiError> {
  return useLiveQuery<ChannelRuleList>({
    key: deliveriesKeys.rules,
    topics: [EVERYONE_TOPIC],
    fetch: ({ signal }) => apiFetch<ChannelRuleList>('/api/notifications/channel-rules', { signal }),
  })
}

/** Decides for everybody whether a channel is used for a type. */
export function useSetChannelRule(onError: (error: ApiError) => void) {
  return useLiveMutation<ChannelRuleList, ChannelRuleUpdate>({
    send: (body, request) =>
      apiFetch('/api/notifications/channel-rules', { ...request, method: 'PUT', body }),
    covers: (answer) => [[deliveriesKeys.rules, answer]],
    onError,
  })
}
