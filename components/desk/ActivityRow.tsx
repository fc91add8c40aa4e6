import Link from 'next/link'
import { Avatar } from '@/components/ui/Avatar'
import { Time } from '@/components/ui/Time'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { activityHref, activityWords } from './activityWords'

export interface ActivityRowProps {
  readonly activity: Activity
  /** Told where one sees several units. */
  readonly showsUnit: boolean
  /** Has just come: it tints for a moment. */
  readonly isNew?: boolean
}

/** One line of the feed: who did what to which thing, and when. */
export function ActivityRow({ activity, showsUnit, isNew = false }: ActivityRowProps) {
  const { who, did, what, after } = activityWords(activity)
  const href = activityHref(activity)
  return (
    <li className="relative flex items-start gap-3 border-b border-line px-4 py-2 transition-colors last:border-b-0 has-[a]:hover:bg-hover">
      <Avatar id={activity.actor?.id ?? 'nobody'} name={who} isDecorative className="mt-px" />
      <p className="min-w-0 grow text-muted">
        <span className="font-medium text-ink">{who}</span> {did}{' '}
        {href === null ? (
          <span className="tabular text-ink">{what}</span>
        ) : (
          <Link
            href={href}
            data-row-link=""
            className="tabular font-medium text-ink underline decoration-line-strong underline-offset-2 outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
          >
            {what}
          </Link>
        )}
        {after}
        {showsUnit && <span className="text-sm text-subtle">{`, ${activity.unit.name}`}</span>}
      </p>
      <Time at={activity.at} className="shrink-0 text-sm text-muted" />
      {isNew && (
        <span aria-hidden="true" className="pointer-events-none absolute inset-0 animate-tint bg-accent/12" />
      )}
    </li>
  )
}
