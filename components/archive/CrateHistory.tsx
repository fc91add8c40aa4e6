'use client'

import { ErrorState } from '@/components/ui/ErrorState'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { StatusBadge } from '@/components/ui/StatusBadge'
import { TextLink } from '@/components/ui/TextLink'
import { Time } from '@/components/ui/Time'
import { useRequestList } from '@/hooks/archive/useRequestList.ts'
import { kindLabels, requestLook } from './archiveLooks.ts'

/** Every request that ever asked for a crate, newest first. */
export function CrateHistory({ crateId }: { readonly crateId: string }) {
  const query = useRequestList({ crate_id: crateId })
  const requests = query.data?.pages.flatMap(({ items }) => items)
  return (
    <Section title="Requests" flush>
      {requests === undefined && !query.error && <SkeletonRows rows={2} label="Loading requests" />}
      {requests === undefined && query.error && (
        <ErrorState onRetry={() => void query.refetch()}>{query.error.message}</ErrorState>
      )}
      {requests?.length === 0 && <p className="px-4 py-3 text-muted">Nobody has asked for this crate yet.</p>}
      {requests && requests.length > 0 && (
        <ul>
          {requests.map((request) => (
            <li
              key={request.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line px-4 py-2 last:border-b-0"
            >
              <TextLink href={`/archive/requests/${request.id}`} className="tabular">
                {request.number}
              </TextLink>
              <StatusBadge {...requestLook(request)} variant="plain" />
              <span className="text-sm text-muted">
                {kindLabels[request.kind]} · {request.created_by.name}
              </span>
              <Time at={request.created_at} className="ml-auto text-sm text-muted" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
