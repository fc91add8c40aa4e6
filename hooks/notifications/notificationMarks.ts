import type { InfiniteData } from '@tanstack/react-query'
import type {
  Notification,
  NotificationCounts,
  NotificationPage,
} from '@/lib/domains/notifications/contract.ts'

/** What one does with a line of one's notifications, or with all of them. */
export type NotificationStep =
  | { readonly kind: 'read' | 'unread'; readonly line: Notification }
  | { readonly kind: 'acknowledge'; readonly line: Notification; readonly at: string }
  | { readonly kind: 'snooze'; readonly line: Notification; readonly until: string | null }
  | { readonly kind: 'read_all'; readonly upTo: number }

/** Whether a list shows all that the step does to it. One without the line may have to take it in: only the server can tell. */
export const showsStep = (
  { pages }: InfiniteData<NotificationPage, string | null>,
  step: NotificationStep,
): boolean =>
  step.kind === 'read_all' || pages.some(({ items }) => items.some(({ id }) => id === step.line.id))

/** The pages of a list as the step leaves them. Lines stay where they are until the list is fetched again. */
export function stepInPages(
  data: InfiniteData<NotificationPage, string | null>,
  step: NotificationStep,
): InfiniteData<NotificationPage, string | null> {
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((line) => stepOfLine(line, step) ?? []),
  }))
  return { ...data, pages }
}

/** Null: it leaves the list. */
function stepOfLine(line: Notification, step: NotificationStep): Notification | null {
  if (step.kind === 'read_all') return line.number <= step.upTo ? { ...line, read: true, count: 1 } : line
  if (line.id !== step.line.id) return line
  switch (step.kind) {
    case 'read':
      return { ...line, read: true, count: 1 }
    case 'unread':
      return { ...line, read: false }
    case 'acknowledge':
      return { ...line, read: true, count: 1, acknowledged_at: line.acknowledged_at ?? step.at }
    case 'snooze':
      return null
  }
}

/** The counts as the step leaves them. */
export function stepInCounts(counts: NotificationCounts, step: NotificationStep): NotificationCounts {
  if (step.kind === 'read_all') {
    return step.upTo >= counts.head ? { ...counts, unread: 0, by_type: {}, critical: 0 } : counts
  }
  const { line } = step
  const isWaiting = step.kind === 'acknowledge' && line.acknowledged_at === null
  const more = unreadBy(step)
  const ofType = Math.max(0, (counts.by_type[line.type] ?? 0) + more)
  const { [line.type]: _, ...others } = counts.by_type
  return {
    ...counts,
    unread: Math.max(0, counts.unread + more),
    by_type: ofType === 0 ? others : { ...others, [line.type]: ofType },
    critical: Math.max(0, counts.critical + (line.severity === 'critical' ? more : 0)),
    unacknowledged: Math.max(0, counts.unacknowledged - (isWaiting ? 1 : 0)),
    changes_at: step.kind === 'snooze' ? sooner(counts.changes_at, step.until) : counts.changes_at,
  }
}

/** What is put off comes back by itself. */
function sooner(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return Date.parse(a) < Date.parse(b) ? a : b
}

/** How many more are unread after it. */
function unreadBy(step: Exclude<NotificationStep, { readonly kind: 'read_all' }>): number {
  const { line, kind } = step
  if (kind === 'unread') return line.read ? 1 : 0
  if (kind === 'snooze' && step.until === null) return line.read ? 0 : line.count
  return line.read ? 0 : -line.count
}
