'use client'

import { FileOutput } from 'lucide-react'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'
import { useFewRequests } from '@/hooks/archive/useFewRequests.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { HomeRequestRow } from './HomeRequestRow.tsx'
import { HomeSection } from './HomeSection.tsx'

const SHOWN = 5

/** The viewer's own requests that are under way. `showsEmpty` false: nothing where there are none. */
export function HomeOwnRequests({ showsEmpty }: { readonly showsEmpty: boolean }) {
  const { userId } = useViewer()
  const query = useFewRequests({ created_by: userId, open: true }, SHOWN + 1)
  const requests = query.data?.items ?? []
  if (requests.length === 0 && !showsEmpty) return null
  return (
    <HomeSection
      title="Your requests"
      total={requests.length > SHOWN ? undefined : requests.length}
      shown={SHOWN}
      href="/archive/requests"
      query={query}
    >
      {requests.length === 0 ? (
        <EmptyState
          icon={<FileOutput />}
          title="You have asked for nothing"
          className="py-8"
          action={<LinkButton href="/archive/requests?do=new-request">New request</LinkButton>}
        >
          What you ask for stays here until it is done.
        </EmptyState>
      ) : (
        <ul aria-label="Your requests">
          {requests.slice(0, SHOWN).map((request) => (
            <HomeRequestRow key={request.id} request={request} />
          ))}
        </ul>
      )}
    </HomeSection>
  )
}
