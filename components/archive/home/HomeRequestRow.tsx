import Link from 'next/link'
import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { Time } from '@/components/ui/Time'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { countCrates, requestLook } from '../archiveLooks.ts'
import { UnitsOf } from '../requestColumns.tsx'

export interface HomeRequestRowProps {
  readonly request: ArchiveRequest
  /** At the end of the first line: what to do, since when. */
  readonly end?: ReactNode
}

/** A request among those of the home page; the whole row leads to it. */
export function HomeRequestRow({ request, end }: HomeRequestRowProps) {
  return (
    <li className="relative border-b border-line px-4 py-2.5 transition-colors last:border-b-0 hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <Link
          href={`/archive/requests/${request.id}`}
          data-row-link=""
          className="tabular font-medium text-ink outline-none! after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
        >
          {request.number}
        </Link>
        <StatusBadge {...requestLook(request)} variant="plain" />
        {end && <span className="ml-auto text-sm font-medium">{end}</span>}
      </div>
      <p className="mt-0.5 truncate text-ink">{request.reason}</p>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-muted">
        <span>{countCrates(request.crates.length)}</span>
        <UnitsOf request={request} />
        <span>{request.created_by.name}</span>
        <Time at={request.created_at} />
      </p>
    </li>
  )
}
