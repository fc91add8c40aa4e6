import type { DeliveryFilter } from './delivery.ts'

/** Query keys of deliveries, and of how one wants to be told. */
export const deliveriesKeys = {
  all: ['deliveries'] as const,
  list: (filter: DeliveryFilter) => ['deliveries', 'list', filter] as const,
  summary: ['deliveries', 'summary'] as const,
  rules: ['notifications', 'channel-rules'] as const,
  preferences: ['notifications', 'preferences'] as const,
}
