'use client'

import './globals.css'
import { ErrorState } from '@/components/ui/ErrorState'

/** When even the document's frame breaks: it brings a document of its own. */
export default function GlobalError({
  error,
  retry,
}: {
  readonly error: Error & { digest?: string }
  readonly retry: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Wardline</title>
        <main className="grid min-h-dvh place-items-center bg-surface">
          <h1 className="sr-only">Something went wrong</h1>
          <ErrorState title="Wardline cannot show this page" errorId={error.digest} onRetry={retry}>
            The server may be starting. Try again in a moment.
          </ErrorState>
        </main>
      </body>
    </html>
  )
}
