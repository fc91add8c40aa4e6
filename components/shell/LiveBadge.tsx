'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { useConnectionStatus } from '@/hooks/useConnectionStatus.ts'
import { liveLook } from './liveLook'

// Loaded when somebody first asks.
const LivePanel = lazyPart(() => import('./LivePanel').then((module) => module.LivePanel))

/** Live, Syncing, Polling or Offline, since when, and what it means. Press it to read more or to try at once. */
export function LiveBadge() {
  const status = useConnectionStatus()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const look = liveLook(status)
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={`Connection: ${look.label}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-live-state={status.state}
        onPress={() => setOpen(true)}
        className="flex h-8 items-center gap-1.5 rounded-md px-1.5 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
      >
        <StatusBadge tone={look.tone} shape={look.shape} label={look.label} />
        {look.isStale && status.since > 0 && (
          <span className="tabular text-xs whitespace-nowrap text-muted max-sm:hidden">
            since <Time at={status.since} format="clock" />
          </span>
        )}
        {status.state === 'polling' && (
          <span className="text-xs whitespace-nowrap text-muted max-sm:hidden">updates every 10 s</span>
        )}
      </AriaButton>
      {isOpen && <LivePanel triggerRef={button} onClose={() => setOpen(false)} />}
      <output className="sr-only">{status.state === 'connecting' ? '' : `Connection: ${look.label}`}</output>
    </>
  )
}
