'use client'

import { notify } from '@/components/ui/notify'
import { Button } from '@/components/ui/Button'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { toneStyles } from '@/components/ui/tone'
import { Time } from '@/components/ui/Time'
import { useNotifications } from '@/hooks/notifications/useNotifications.ts'
import { severityLook } from './notificationLooks'
import { NotificationLinks } from './NotificationLinks'

const FILTER = { type: 'system' } as const

/** What is to be acknowledged, across every page until it is: the oldest one, and how many wait behind it. */
export function AckBar() {
  const { items, acknowledge } = useNotifications(FILTER, (error) => notify.problem(error.message))
  const waiting = (items ?? []).filter((line) => line.requires_ack && line.acknowledged_at === null)
  const line = waiting.at(-1)
  if (line === undefined) return null
  const look = severityLook[line.severity]
  return (
    <section
      aria-label="To be acknowledged"
      className={`flex flex-wrap items-start gap-x-3 gap-y-2 border-b px-4 py-2.5 sm:px-6 print:hidden ${toneStyles[look.tone]}`}
    >
      <div role={line.severity === 'critical' ? 'alert' : 'status'} className="min-w-0 grow basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-ink">
          <StatusBadge {...look} variant="plain" />
          <span className="break-words">{line.title}</span>
        </p>
        <p className="mt-0.5 break-words whitespace-pre-line text-ink">{line.message}</p>
        <p className="mt-0.5 text-sm">
          {line.by && `${line.by.name}, `}
          <Time at={line.created_at} />
          {waiting.length > 1 && ` · ${waiting.length - 1} more`}
        </p>
        {line.actions.length > 0 && <NotificationLinks links={line.actions} />}
      </div>
      <Button variant="primary" onPress={() => acknowledge(line)}>
        I have seen this
      </Button>
    </section>
  )
}
