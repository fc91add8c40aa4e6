import type { ReactNode } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import type { ApiError } from '@/hooks/ApiError.ts'

export interface HomeSectionProps {
  readonly title: string
  readonly description?: string
  /** All there are; undefined: not known yet. */
  readonly total: number | undefined
  /** How many of them are shown here. */
  readonly shown: number
  /** The list of all. */
  readonly href: string
  readonly query: {
    readonly data: unknown
    readonly error: ApiError | null
    readonly refetch: () => Promise<unknown>
  }
  readonly children: ReactNode
}

/** A short list of the home page in each of its states, with the way to the whole list. */
export function HomeSection(props: HomeSectionProps) {
  const { title, description, total, shown, href, query, children } = props
  const isLoading = query.data === undefined && query.error === null
  return (
    <Section
      title={title}
      description={description}
      flush
      actions={
        total !== undefined &&
        total > shown && (
          <LinkButton size="sm" variant="quiet" href={href} aria-label={`${title}: all ${total}`}>
            {`All ${total}`}
          </LinkButton>
        )
      }
    >
      {isLoading && <SkeletonRows rows={4} label={`Loading: ${title.toLowerCase()}`} />}
      {query.data === undefined && query.error && (
        <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      )}
      {query.data !== undefined && children}
    </Section>
  )
}
