'use client'

import { Check, CheckCheck, Dot } from 'lucide-react'
import Link from 'next/link'
import { buttonStyles } from '@/components/ui/buttonStyles'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import { toneSolidStyles } from '@/components/ui/tone'
import type { NotificationActions } from '@/hooks/notifications/useNotificationActions.ts'
import type { Notification } from '@/lib/domains/notifications/contract.ts'
import { AcknowledgeButton } from './AcknowledgeButton'
import { NotificationIcon } from './NotificationIcon'
import { severityLook } from './notificationLooks'
import { NotificationLinks } from './NotificationLinks'
import { SnoozeMenu } from './SnoozeMenu'

export interface NotificationRowProps {
  readonly line: Notification
  readonly actions: NotificationActions
  /** Somebody goes to what it is about. */
  readonly onOpen?: () => void
}

/** One line of one's notifications: what happened, where it leads, and what can be done with it. Opening it reads it. */
export function NotificationRow({ line, actions, onOpen }: NotificationRowProps) {
  const look = severityLook[line.severity]
  const isGrave = line.severity === 'warning' || line.severity === 'critical'
  const open = () => {
    if (!line.read) actions.read(line)
    onOpen?.()
  }
  return (
    <li
      data-unread={line.read ? undefined : ''}
      className="group relative flex items-start gap-3 border-b border-line px-4 py-2.5 transition-colors [contain-intrinsic-size:auto_72px] [content-visibility:auto] last:border-b-0 has-[a]:hover:bg-hover"
    >
      <NotificationIcon
        name={line.icon}
        className={`mt-0.5 size-4 shrink-0 ${line.read ? 'text-subtle' : toneSolidStyles[look.tone]}`}
      />
      <div className="min-w-0 grow">
        <p className={line.read ? 'text-muted' : 'font-medium text-ink'}>
          {!line.read && <span className="sr-only">Unread: </span>}
          <RowTitle line={line} onOpen={open} />
        </p>
        {line.message !== '' && (
          <p className="text-sm break-words whitespace-pre-line text-muted">{line.message}</p>
        )}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-xs text-subtle">
          {isGrave && <StatusBadge {...look} variant="soft" />}
          {line.type === 'system' && line.by && <span>{line.by.name}</span>}
          <Time at={line.created_at} />
          {line.snoozed_until !== null && (
            <span>
              put off until <Time at={line.snoozed_until} format="exact" />
            </span>
          )}
        </p>
        {line.actions.length > 0 && <NotificationLinks links={line.actions} onOpen={open} />}
        {line.requires_ack && (
          <AcknowledgeButton line={line} onAcknowledge={() => actions.acknowledge(line)} />
        )}
      </div>
      <div className="relative z-1 -my-0.5 flex shrink-0">
        <ReadButton line={line} actions={actions} />
        {(!line.read || line.snoozed_until !== null) && (
          <SnoozeMenu
            title={line.title}
            isSnoozed={line.snoozed_until !== null}
            onSnooze={(until) => actions.snooze(line, until)}
          />
        )}
      </div>
    </li>
  )
}

/** The whole line is the link, where there is one. */
function RowTitle({ line, onOpen }: { readonly line: Notification; readonly onOpen: () => void }) {
  if (line.link === null) return <span className="break-words">{line.title}</span>
  return (
    <Link
      href={line.link}
      data-row-link=""
      onClick={onOpen}
      className="break-words outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
    >
      {line.title}
    </Link>
  )
}

function ReadButton({
  line,
  actions,
}: {
  readonly line: Notification
  readonly actions: NotificationActions
}) {
  const verb = line.read
    ? 'Mark as unread'
    : line.count > 1
      ? `Mark all ${line.count} as read`
      : 'Mark as read'
  return (
    <button
      type="button"
      title={verb}
      aria-label={`${verb}: ${line.title}`}
      onClick={() => (line.read ? actions.unread(line) : actions.read(line))}
      className={buttonStyles({ variant: 'quiet', size: 'sm', shape: 'icon' })}
    >
      {line.read ? (
        <Dot aria-hidden="true" />
      ) : line.count > 1 ? (
        <CheckCheck aria-hidden="true" />
      ) : (
        <Check aria-hidden="true" />
      )}
    </button>
  )
}
