'use client'

import { PageError } from '@/components/shell/PageError'

/** When a page breaks outside of the desk's frame. */
export default function RootError({
  error,
  retry,
}: {
  readonly error: Error & { digest?: string }
  readonly retry: () => void
}) {
  return (
    <main className="grid min-h-dvh place-items-center bg-surface">
      <PageError error={error} onRetry={retry} />
    </main>
  )
}
