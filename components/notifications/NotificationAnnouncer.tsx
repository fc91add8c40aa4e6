'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { notify } from '@/components/ui/notify'
import { followArrivals } from '@/hooks/notifications/followArrivals.ts'
import { playInOneTab } from '@/hooks/notifications/playInOneTab.ts'
import { useNotificationActions } from '@/hooks/notifications/useNotificationActions.ts'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import type { Notification } from '@/lib/domains/notifications/contract.ts'

/** More than this many at once are told in one. */
const MOST_AT_ONCE = 3
const MANY = 'many'

/** Says what is new as it comes: a toast in every tab, a sound in one. What one looks at already is read. Draws nothing. */
export function NotificationAnnouncer() {
  const { client, userId } = useRealtime()
  const router = useRouter()
  const actions = useNotificationActions((error) => notify.problem(error.message))
  /** Ids of toasts that are shown. */
  const [shown] = useState(() => new Set<string>())

  const open = (line: Notification) => {
    actions.read(line)
    if (line.link !== null) router.push(line.link)
  }
  const show = (line: Notification) => {
    shown.add(line.id)
    notify.arrival({
      id: line.id,
      severity: line.severity,
      title: line.title,
      detail: line.message,
      action:
        line.link === null
          ? { label: 'Mark as read', run: () => actions.read(line) }
          : { label: 'Open', run: () => open(line) },
    })
  }
  const onArrivals = useEffectEvent((arrivals: readonly Notification[]) => {
    const [looked, fresh] = parted(arrivals, isLookedAt)
    looked.forEach((line) => actions.read(line))
    // What is to be acknowledged stands across the page until it is.
    const told = fresh.filter(({ requires_ack: mustAck }) => !mustAck)
    if (told.length <= MOST_AT_ONCE) told.forEach(show)
    else {
      shown.add(MANY)
      notify.arrival({
        id: MANY,
        severity: 'info',
        title: `${told.length} new notifications`,
        detail: '',
        action: { label: 'Show', run: () => router.push('/notifications') },
      })
    }
    const last = fresh.at(-1)
    if (last) playInOneTab(last.id)
  })
  const onSettled = useEffectEvent((id: string | null) => {
    for (const toast of id === null ? [...shown] : [id]) {
      if (shown.delete(toast)) notify.withdraw(toast)
    }
  })
  useEffect(
    () =>
      followArrivals({
        client,
        userId,
        now: Date.now,
        listener: { onArrivals: (lines) => onArrivals(lines), onSettled: (id) => onSettled(id) },
      }),
    [client, userId],
  )
  return null
}

/** Whether its page is open in this tab, in front. */
function isLookedAt({ link, requires_ack: mustAck }: Notification): boolean {
  if (link === null || mustAck || document.visibilityState !== 'visible') return false
  return new URL(link, location.href).pathname === location.pathname
}

function parted<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))]
}
