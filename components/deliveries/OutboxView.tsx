'use client'

import { Send } from 'lucide-react'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LoadMore } from '@/components/ui/LoadMore'
import { Notice } from '@/components/ui/Notice'
import { notify } from '@/components/ui/notify'
import { Page } from '@/components/ui/Page'
import { PageHeader } from '@/components/ui/PageHeader'
import { Select } from '@/components/ui/Select'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useOutbox, useOutboxSummary, useRetryDelivery } from '@/hooks/deliveries/useOutbox.ts'
import {
  CHANNELS,
  Channel,
  DELIVERY_STATES,
  DeliveryState,
  type DeliveryFilter,
} from '@/lib/domains/notifications/contract/delivery.ts'
import { ChannelRules } from './ChannelRules'
import { DeliveryRow } from './DeliveryRow'
import { channelLabel, deliveryLook } from './deliveryWords'

/** What is in the address and can be read; the rest counts as not said. */
function readFilter(params: URLSearchParams): DeliveryFilter {
  const [state, channel] = [
    DeliveryState.safeParse(params.get('state')),
    Channel.safeParse(params.get('channel')),
  ]
  return { ...(state.success && { state: state.data }), ...(channel.success && { channel: channel.data }) }
}

/** What leaves the house, as it happens, and what could not. For admins. */
export function OutboxView() {
  const address = useAddressFilter()
  const filter = readFilter(address.params)
  const query = useOutbox(filter)
  const { data: summary } = useOutboxSummary()
  const retry = useRetryDelivery((error) => notify.problem('It was not sent.', error.message))
  const items = query.data?.pages.flatMap((page) => page.items)
  const missing = summary ? CHANNELS.filter((channel) => !summary.available.includes(channel)) : []
  return (
    <Page width="reading">
      <PageHeader
        title="Outbox"
        description="Mail, text messages and pushes: what is to leave, has left, or could not."
      />
      {missing.length > 0 && (
        <Notice className="mb-4">
          No transport for: {missing.map((channel) => channelLabel[channel]).join(', ')}. What these would
          have sent stands here. The settings say how to switch them on.
        </Notice>
      )}
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          label="State"
          hideLabel
          size="sm"
          options={[
            { id: 'all', label: 'Every state' },
            ...DELIVERY_STATES.map((id) => ({
              id,
              label: `${deliveryLook[id].label} (${summary?.counts[id] ?? 0})`,
            })),
          ]}
          value={filter.state ?? 'all'}
          onChange={(state) => address.change({ state: state === 'all' ? null : state })}
        />
        <Select
          label="Channel"
          hideLabel
          size="sm"
          options={[
            { id: 'all', label: 'Every channel' },
            ...CHANNELS.map((id) => ({ id, label: channelLabel[id] })),
          ]}
          value={filter.channel ?? 'all'}
          onChange={(channel) => address.change({ channel: channel === 'all' ? null : channel })}
        />
      </div>
      <div
        className="mb-4 overflow-hidden rounded-lg border border-line bg-surface"
        aria-busy={query.isPlaceholderData}
      >
        {items === undefined && query.error === null && <SkeletonRows rows={8} label="Loading the outbox" />}
        {items === undefined && query.error && (
          <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
            {query.error.message}
          </ErrorState>
        )}
        {items?.length === 0 && (
          <EmptyState icon={<Send />} title="Nothing here">
            What people are told beyond the desk stands here for 30 days.
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <>
            <ul aria-label="Deliveries">
              {items.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  isAvailable={summary?.available.includes(delivery.channel) === true}
                  isPending={retry.isPending && retry.variables === delivery.id}
                  onRetry={() => retry.mutate(delivery.id)}
                />
              ))}
            </ul>
            <LoadMore
              shown={items.length}
              hasMore={query.hasNextPage}
              isLoading={query.isFetchingNextPage}
              onLoadMore={() => void query.fetchNextPage()}
              noun="deliveries"
            />
          </>
        )}
      </div>
      <ChannelRules />
    </Page>
  )
}
