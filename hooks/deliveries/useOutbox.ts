import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'
import { deliveriesKeys } from '@/lib/domains/notifications/contract/deliveriesKeys.ts'
import {
  DELIVERIES_TOPIC,
  type DeliveryFilter,
  type DeliveryItem,
  type DeliveryPage,
  type DeliverySummary,
} from '@/lib/domains/notifications/contract/delivery.ts'
import type { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { useLiveInfiniteQuery } from '../useLiveInfiniteQuery.ts'
import { useLiveMutation } from '../useLiveMutation.ts'
import { useLiveQuery } from '../useLiveQuery.ts'

const TOPICS = [DELIVERIES_TOPIC]

/** What left or is to leave the house, the newest first, as it changes. */
export function useOutbox(
  filter: DeliveryFilter,
): UseInfiniteQueryResult<InfiniteData<DeliveryPage, string | null>, ApiError> {
  return useLiveInfiniteQuery<DeliveryPage>({
    key: deliveriesKeys.list(filter),
    topics: TOPICS,
    keepPrevious: true,
    fetchPage: ({ cursor, request: { signal } }) => {
      const query = new URLSearchParams({ ...filter, ...(cursor !== null && { cursor }) })
      return apiFetch<DeliveryPage>(`/api/notifications/deliveries?${query.toString()}`, { signal })
    },
  })
}

/** How many there are of each state, and which channels this site can use. */
export function useOutboxSummary(): UseQueryResult<DeliverySummary, ApiError> {
  return useLiveQuery<DeliverySummary>({
    key: deliveriesKeys.summary,
    topics: TOPICS,
    fetch: ({ signal }) => apiFetch<DeliverySummary>('/api/notifications/deliveries/summary', { signal }),
  })
}

/** Has a delivery tried again now, by its id. */
export function useRetryDelivery(onError: (error: ApiError) => void) {
  return useLiveMutation<DeliveryItem, string>({
    send: (id, request) =>
      apiFetch(`/api/notifications/deliveries/${encodeURIComponent(id)}/retry`, {
        ...request,
        method: 'POST',
        body: {},
      }),
    onError,
  })
}
