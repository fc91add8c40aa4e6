'use client'

import { Monitor, Smartphone, Terminal } from 'lucide-react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import type { SessionItem } from '@/lib/domains/identity/contract.ts'

export interface SessionRowProps {
  readonly session: SessionItem
  readonly onEnd: () => void
}

/** One sign-in: what, from where, when it was last used. */
export function SessionRow({ session, onEnd }: SessionRowProps) {
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <span
        aria-hidden="true"
        className="grid size-9 shrink-0 place-items-center rounded-md border border-line bg-sunken text-subtle"
      >
        <SessionIcon session={session} />
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-base font-medium text-ink">
          {session.device}
          {session.current && <Badge tone="green">This device</Badge>}
          {session.kind === 'script' && <Badge>Script</Badge>}
        </p>
        <p className="tabular text-sm text-muted">
          {session.address !== null && <>{session.address} · </>}
          {session.current ? (
            'active now'
          ) : session.last_seen_at === null ? (
            'not used yet'
          ) : (
            <>
              last seen <Time at={session.last_seen_at} />
            </>
          )}{' '}
          · since <Time at={session.created_at} format="day" />
        </p>
      </div>
      {!session.current && (
        <Button size="sm" onPress={onEnd} aria-label={`Sign out there: ${session.device}`}>
          Sign out there
        </Button>
      )}
    </li>
  )
}

function SessionIcon({ session: { kind, device } }: Pick<SessionRowProps, 'session'>) {
  if (kind === 'script') return <Terminal className="size-4.5" />
  const isPhone = /android|iphone|ipad|ios/i.test(device)
  return isPhone ? <Smartphone className="size-4.5" /> : <Monitor className="size-4.5" />
}
