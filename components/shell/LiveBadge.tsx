'use client'

import { RotateCw } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Button } from '@/components/ui/Button'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { Popover } from '@/components/ui/Popover'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import { useConnectionStatus } from '@/hooks/useConnectionStatus.ts'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { liveLook } from './liveLook'

/** Live, Syncing or Offline, since when, and what it means. Press it to read more or to try at once. */
export function LiveBadge() {
  const status = useConnectionStatus()
  const { client } = useRealtime()
  const look = liveLook(status)
  return (
    <>
      <Popover
        label="Connection"
        trigger={
          <AriaButton
            aria-label={`Connection: ${look.label}`}
            data-live-state={status.state}
            className="flex h-8 items-center gap-1.5 rounded-md px-1.5 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
          >
            <StatusBadge tone={look.tone} shape={look.shape} label={look.label} />
            {look.isStale && status.since > 0 && (
              <span className="tabular text-xs whitespace-nowrap text-muted max-sm:hidden">
                since <Time at={status.since} format="clock" />
              </span>
            )}
          </AriaButton>
        }
      >
        <div className="w-72 max-w-full">
          <p className="text-base font-medium text-ink">{look.label}</p>
          <p className="mt-0.5 text-sm text-muted">{look.meaning}</p>
          <StatusFacts status={status} />
          <StatusAction status={status} onRetry={() => client.wake()} />
        </div>
      </Popover>
      <output className="sr-only">{status.state === 'connecting' ? '' : `Connection: ${look.label}`}</output>
    </>
  )
}

function StatusFacts({ status }: { readonly status: ConnectionStatus }) {
  const facts = [
    ...(status.since > 0
      ? [
          {
            term: status.state === 'live' ? 'Live since' : 'Up to date at',
            value: <Time at={status.since} format="clock" />,
          },
        ]
      : []),
    ...(status.state === 'live' && status.degraded.length > 0
      ? [{ term: 'Does without', value: status.degraded.join(', ') }]
      : []),
  ]
  return facts.length > 0 ? <DescriptionList facts={facts} className="mt-3 text-sm" /> : null
}

function StatusAction({
  status,
  onRetry,
}: {
  readonly status: ConnectionStatus
  readonly onRetry: () => void
}) {
  if (status.state === 'offline' && status.reason === 'reload_page') {
    return (
      <Button size="sm" icon={<RotateCw />} className="mt-3" onPress={() => location.reload()}>
        Reload the page
      </Button>
    )
  }
  if (status.state !== 'offline' && status.state !== 'syncing') return null
  return (
    <Button size="sm" icon={<RotateCw />} className="mt-3" onPress={onRetry}>
      Try now
    </Button>
  )
}
