import type { Notification } from '@/lib/domains/notifications/contract.ts'

/** Lines under one heading. */
export interface NotificationGroup {
  /** Null: what is unread, of whichever day. Else YYYY-MM-DD in the site's zone. */
  readonly day: string | null
  readonly lines: readonly Notification[]
}

/**
 * Unread ones first, then the others by day of the site's zone; in the server's order. What was marked just now stays in its
 * group: `wasUnread` says what was unread when one came.
 */
export function groupNotifications(
  lines: readonly Notification[],
  timeZone: string,
  wasUnread: ReadonlySet<string>,
): readonly NotificationGroup[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const groups = new Map<string | null, Notification[]>()
  const put = (day: string | null, line: Notification) => {
    const known = groups.get(day)
    if (known) known.push(line)
    else groups.set(day, [line])
  }
  for (const line of lines) {
    const isFirst = !line.read || wasUnread.has(line.id)
    put(isFirst ? null : format.format(new Date(line.created_at)), line)
  }
  const days = [...groups]
    .filter(([day]) => day !== null)
    .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? 1 : -1))
  const unread = groups.get(null)
  return [
    ...(unread ? [{ day: null, lines: unread }] : []),
    ...days.map(([day, ofDay]) => ({ day, lines: ofDay })),
  ]
}
