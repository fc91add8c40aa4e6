'use client'

import { useState } from 'react'
import { ErrorState } from '@/components/ui/ErrorState'
import { LinkButton } from '@/components/ui/LinkButton'
import { clientErrorId } from './clientErrorId'

export interface PageErrorProps {
  readonly error: Error & { readonly digest?: string }
  readonly onRetry: () => void
}

/**
 * A page or module that broke, with what to do and an id: the one under which the server has logged it, or, where only the browser
 * knows of it, one that says when it was.
 */
export function PageError({ error, onRetry }: PageErrorProps) {
  const [ownId] = useState(() => clientErrorId(Date.now(), Math.random()))
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="Something went wrong here"
        errorId={error.digest ?? ownId}
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
