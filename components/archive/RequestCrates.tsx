'use client'

import { Undo2 } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { TextLink } from '@/components/ui/TextLink'
import { Time } from '@/components/ui/Time'
import { useCratesOf } from '@/hooks/archive/useCratesOf.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'
import { crateActions, standingOfCrate } from '@/lib/domains/archive/policy.ts'
import { crateLooks } from './archiveLooks.ts'
import { usePutBack } from './usePutBack.ts'

/**
 * The crates of a request as they were called when they were asked for, with where they stand now, for whoever may see it.
 * Those of a withdrawal are put back one by one.
 */
export function RequestCrates({ request }: { readonly request: ArchiveRequest }) {
  const now = useCratesOf(request.crates.map(({ id }) => id))
  const isOut = request.kind === 'withdrawal' && request.status === 'approved'
  return (
    <ul>
      {request.crates.map(({ id, number, label, returned_at: returnedAt, returned_by: returnedBy }) => {
        const crate = now.get(id)
        return (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
          >
            {crate ? (
              <TextLink href={`/archive/crates/${id}`} className="tabular w-28 shrink-0 whitespace-nowrap">
                {number}
              </TextLink>
            ) : (
              <span className="tabular w-28 shrink-0 font-medium whitespace-nowrap text-ink">{number}</span>
            )}
            <span className="min-w-0 grow basis-40 text-ink">
              {label}
              {crate && <span className="block text-sm text-muted">{crate.location}</span>}
            </span>
            {returnedAt && (
              <span className="text-sm text-muted">
                Back <Time at={returnedAt} />
                {returnedBy && `, ${returnedBy.name}`}
              </span>
            )}
            {crate && <StatusBadge {...crateLooks[crate.status]} variant="plain" className="w-28" />}
            {isOut && crate && returnedAt === null && <PutBack crate={crate} />}
          </li>
        )
      })}
    </ul>
  )
}

/** Puts one crate back; the last one closes the withdrawal. */
function PutBack({ crate }: { readonly crate: Crate }) {
  const actions = crateActions(useViewer(), standingOfCrate(crate))
  const { putBack, isPending } = usePutBack(crate)
  if (!actions.putBack) return null
  return (
    <Button
      size="sm"
      icon={<Undo2 />}
      isPending={isPending}
      aria-label={`Put ${crate.number} back`}
      onPress={putBack}
    >
      Put back
    </Button>
  )
}
