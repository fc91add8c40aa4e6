'use client'

import { RotateCw } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '@/components/ui/Button'
import { DescriptionList } from '@/components/ui/DescriptionList'
import { PopoverPanel } from '@/components/ui/PopoverPanel'
import { Time } from '@/components/ui/Time'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import { useConnectionStatus } from '@/hooks/useConnectionStatus.ts'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { liveLook } from './liveLook'

export interface LivePanelProps {
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
}

/** What the state of the connection means, since when it is so, and what can be done. */
export function LivePanel({ triggerRef, onClose }: LivePanelProps) {
  const status = useConnectionStatus()
  const { client } = useRealtime()
  const look = liveLook(status)
  return (
    <PopoverPanel label="Connection" triggerRef={triggerRef} onClose={onClose}>
      <div className="w-72 max-w-full">
        <p className="text-base font-medium text-ink">{look.label}</p>
        <p className="mt-0.5 text-sm text-muted">{look.meaning}</p>
        <StatusFacts status={status} />
        <StatusAction status={status} onRetry={() => client.wake()} />
      </div>
    </PopoverPanel>
  )
}

const FACTS: Readonly<Partial<Record<ConnectionStatus['state'], string>>> = {
  live: 'Live since',
  polling: 'Polling since',
}

function StatusFacts({ status }: { readonly status: ConnectionStatus }) {
  const facts = [
    ...(status.since > 0
      ? [
          {
            term: FACTS[status.state] ?? 'Up to date at',
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
  if (status.state !== 'offline' && status.state !== 'syncing' && status.state !== 'polling') return null
  return (
    <Button size="sm" icon={<RotateCw />} className="mt-3" onPress={onRetry}>
      Try now
    </Button>
  )
}
