'use client'

import { PageError } from '@/components/shell/PageError'

/** When a page of the desk breaks: the frame around it stays. */
export default function DeskError({
  error,
  retry,
}: {
  readonly error: Error & { digest?: string }
  readonly retry: () => void
}) {
  return (
    <div className="grid grow place-items-center">
      <PageError error={error} onRetry={retry} />
    </div>
  )
}
