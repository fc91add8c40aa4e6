'use client'

import { Bell, Mail, Smartphone } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import type { Channel, DeliveryItem } from '@/lib/domains/notifications/contract/delivery.ts'
import { channelLabel, deliveryLook } from './deliveryWords'

const ICON: Readonly<Record<Channel, LucideIcon>> = { email: Mail, sms: Smartphone, push: Bell }
/** What an admin can have tried again now. */
const CAN_RETRY: readonly DeliveryItem['state'][] = ['dead', 'failed', 'held', 'no_transport']

export interface DeliveryRowProps {
  readonly delivery: DeliveryItem
  /** Whether its channel has a transport. */
  readonly isAvailable: boolean
  readonly isPending: boolean
  readonly onRetry: () => void
}

/** One delivery: to whom, by what, what it says, how far it is. */
export function DeliveryRow({ delivery, isAvailable, isPending, onRetry }: DeliveryRowProps) {
  const { channel, state, user, to, says, reason, attempts, created_at, due_at } = delivery
  const Icon = ICON[channel]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <span
        title={channelLabel[channel]}
        className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-subtle"
      >
        <Icon aria-hidden="true" className="size-4.5" />
        <span className="sr-only">{channelLabel[channel]}</span>
      </span>
      <div className="min-w-0 grow basis-52">
        <p className="truncate text-base font-medium text-ink">
          {user.name} <span className="font-normal text-muted">{to}</span>
        </p>
        <p className="text-sm text-muted">{says}</p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="text-right text-sm text-muted max-sm:text-left">
          <p>
            <StatusBadge {...deliveryLook[state]} />
          </p>
          <p className="tabular mt-0.5">
            {reason !== null && <>{reason} · </>}
            {attempts > 1 && <>{attempts} attempts · </>}
            {due_at === null ? <Time at={created_at} /> : <Time at={due_at} />}
          </p>
        </div>
        {CAN_RETRY.includes(state) && (
          <Button
            size="sm"
            isPending={isPending}
            isDisabled={!isAvailable}
            onPress={onRetry}
            aria-label={`Send now: ${channelLabel[channel]} to ${user.name}`}
          >
            Send now
          </Button>
        )}
      </div>
    </li>
  )
}
