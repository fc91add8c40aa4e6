'use client'

import { PageError } from '@/components/shell/PageError'

/** When a detail breaks: the list beside it stays. */
export default function DetailError({
  error,
  retry,
}: {
  readonly error: Error & { digest?: string }
  readonly retry: () => void
}) {
  return <PageError error={error} onRetry={retry} />
}
