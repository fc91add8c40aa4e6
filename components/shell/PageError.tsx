'use client'

import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'

export interface PageErrorProps {
  readonly error: Error & { readonly digest?: string }
  readonly onRetry: () => void
}

/** A page or module that broke, with what to do and the id under which the server has logged it. */
export function PageError({ error, onRetry }: PageErrorProps) {
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="Something went wrong here"
        errorId={error.digest}
        onRetry={onRetry}
        action={
          <LinkButton href="/" variant="quiet">
            Go home
          </LinkButton>
        }
      >
        The rest of Wardline works on. Try again; if it stays, give the error id to an administrator.
      </ErrorState>
    </>
  )
}
