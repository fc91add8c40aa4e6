import Link from 'next/link'
import { Skeleton } from '@/components/ui/Skeleton'
import { StatusBadge, type StatusLook } from '@/components/ui/StatusBadge'

export interface CountTileProps {
  readonly look: StatusLook
  /** Undefined: not known yet. */
  readonly count: number | undefined
  /** The list of what is counted. */
  readonly href: string
}

/** How many are in a state; leads to the list of them. */
export function CountTile({ look, count, href }: CountTileProps) {
  return (
    <Link
      href={href}
      className="-mt-px -ml-px grid gap-0.5 border-t border-l border-line px-4 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="tabular flex h-8 items-center text-2xl font-semibold text-ink">
        {count ?? <Skeleton className="h-6 w-8" />}
      </span>
      <StatusBadge {...look} variant="plain" className="text-muted" />
    </Link>
  )
}
