'use client'

import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { Page } from '@/components/ui/Page'
import { SkeletonRows } from '@/components/ui/Skeleton'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import type { PrintRows } from '@/hooks/archive/usePrintRows.ts'

/** What a sheet's query tells of itself. */
export interface SheetQuery<Row> {
  readonly data: PrintRows<Row> | undefined
  readonly error: ApiError | null
  readonly dataUpdatedAt: number
  readonly refetch: () => Promise<unknown>
}

export interface SheetFrameProps<Row> {
  readonly query: SheetQuery<Row>
  readonly label: string
  readonly children: (sheet: PrintRows<Row> & { readonly asOf: number }) => ReactNode
}

/** A sheet in each of its states. */
export function SheetFrame<Row>({ query, label, children }: SheetFrameProps<Row>) {
  if (query.data) return children({ ...query.data, asOf: query.dataUpdatedAt })
  return (
    <Page>
      <h1 className="sr-only">{label}</h1>
      {query.error ? (
        <ErrorState errorId={query.error.requestId ?? undefined} onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : (
        <SkeletonRows rows={12} label={`Loading ${label.toLowerCase()}`} />
      )}
    </Page>
  )
}

/** Back to the list as it was. */
export function BackToList({ href, label }: { readonly href: string; readonly label: string }) {
  const { hrefOf } = useAddressFilter()
  return (
    <LinkButton href={hrefOf(href)} variant="quiet" icon={<ArrowLeft />}>
      {label}
    </LinkButton>
  )
}
