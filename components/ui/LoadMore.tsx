'use client'

import { Button } from './Button'

export interface LoadMoreProps {
  readonly shown: number
  /** All that match, if the server says so. */
  readonly total?: number | undefined
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly onLoadMore: () => void
  /** What is counted, as it is called after the number: "crates". */
  readonly noun: string
}

/** The foot of a list paged by cursor: how much is shown, and more on request. */
export function LoadMore({ shown, total, hasMore, isLoading, onLoadMore, noun }: LoadMoreProps) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 px-3 py-2 text-sm text-muted">
      <span className="tabular">
        {total === undefined ? `${shown} ${noun}` : `${shown} of ${total} ${noun}`}
        {hasMore && total === undefined && ' shown'}
      </span>
      {hasMore && (
        <Button size="sm" onPress={onLoadMore} isPending={isLoading}>
          Show more
        </Button>
      )}
    </div>
  )
}
