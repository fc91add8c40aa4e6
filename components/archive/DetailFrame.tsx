'use client'

import { ArrowLeft, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/EmptyState'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Notice } from '@/components/ui/Notice'
import { Page } from '@/components/ui/Page'
import { Skeleton } from '@/components/ui/Skeleton'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'

export interface DetailFrameProps<Row> {
  readonly query: {
    readonly data: Row | undefined
    readonly error: ApiError | null
    readonly refetch: () => Promise<unknown>
  }
  /** "crate". */
  readonly noun: string
  readonly listHref: string
  readonly listLabel: string
  readonly children: (row: Row) => ReactNode
}

/** A detail page in each of its states: loading, there, gone, not to be had. */
export function DetailFrame<Row>({ query, noun, listHref, listLabel, children }: DetailFrameProps<Row>) {
  const { hrefOf } = useAddressFilter()
  const { data, error } = query
  const back = (
    <LinkButton
      href={hrefOf(listHref)}
      variant="quiet"
      size="sm"
      icon={<ArrowLeft />}
      className="mb-2 -ml-2 text-muted"
    >
      {listLabel}
    </LinkButton>
  )
  if (error?.code === 'not_found') {
    return (
      <Page>
        <EmptyState
          icon={<SearchX />}
          title={data === undefined ? `There is no such ${noun}` : `This ${noun} is gone`}
          action={<LinkButton href={hrefOf(listHref)}>{`All ${listLabel.toLowerCase()}`}</LinkButton>}
        >
          {data === undefined
            ? 'The address is wrong, or it belongs to a unit that you do not work in.'
            : 'Somebody has just removed it, or it has gone to another unit.'}
        </EmptyState>
      </Page>
    )
  }
  if (data === undefined && error) {
    return (
      <Page>
        {back}
        <ErrorState errorId={error.requestId ?? undefined} onRetry={() => void query.refetch()}>
          {error.message}
        </ErrorState>
      </Page>
    )
  }
  if (data === undefined) return <Page>{loading(noun)}</Page>
  return (
    <Page>
      {back}
      {error && (
        <Notice kind="warning" className="mb-4">
          {error.message} What you see may be out of date.
        </Notice>
      )}
      {children(data)}
    </Page>
  )
}

const loading = (noun: string) => (
  <output aria-label={`Loading the ${noun}`} className="grid gap-4 pt-9">
    <Skeleton className="h-6 w-48" />
    <Skeleton className="h-32 w-full" />
    <Skeleton className="h-32 w-full" />
  </output>
)
