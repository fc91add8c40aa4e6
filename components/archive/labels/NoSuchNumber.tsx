import { SearchX } from 'lucide-react'
import { EmptyState } from '@/components/ui/EmptyState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'

/** A label leads nowhere that one may see. */
export function NoSuchNumber({ number }: { readonly number: string }) {
  return (
    <Page>
      <EmptyState
        icon={<SearchX />}
        title={`There is no crate ${number}`}
        action={<LinkButton href="/archive/crates">All crates</LinkButton>}
      >
        The number is wrong, the crate was taken off the list, or it belongs to a unit that you do not work
        in.
      </EmptyState>
    </Page>
  )
}
