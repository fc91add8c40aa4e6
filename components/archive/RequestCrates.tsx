'use client'

import { StatusBadge } from '@/components/ui/StatusBadge'
import { TextLink } from '@/components/ui/TextLink'
import { useCratesOf } from '@/hooks/archive/useCratesOf.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract.ts'
import { crateLooks } from './archiveLooks.ts'

/** The crates of a request as they were called when they were asked for, with where they stand now, for whoever may see it. */
export function RequestCrates({ request }: { readonly request: ArchiveRequest }) {
  const now = useCratesOf(request.crates.map(({ id }) => id))
  return (
    <ul>
      {request.crates.map(({ id, number, label }) => {
        const crate = now.get(id)
        return (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-b-0"
          >
            {crate ? (
              <TextLink href={`/archive/crates/${id}`} className="tabular w-28 shrink-0 whitespace-nowrap">
                {number}
              </TextLink>
            ) : (
              <span className="tabular w-28 shrink-0 font-medium whitespace-nowrap text-ink">{number}</span>
            )}
            <span className="min-w-0 grow basis-40 text-ink">{label}</span>
            {crate && <span className="text-sm text-muted">{crate.location}</span>}
            {crate && <StatusBadge {...crateLooks[crate.status]} variant="plain" className="w-28" />}
          </li>
        )
      })}
    </ul>
  )
}
