'use client'

import { Check, Copy, RotateCw, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button'

export interface ErrorStateProps {
  readonly title?: string
  /** What it means and what one can do, in a sentence. */
  readonly children?: ReactNode
  /** The request's or the page's error id, to be given to an administrator. */
  readonly errorId?: string | undefined
  readonly onRetry?: () => void
  readonly action?: ReactNode
  readonly className?: string
}

/** Something failed: what, what to do, and an id that can be copied. */
export function ErrorState({
  title = 'This could not be loaded',
  children,
  errorId,
  onRetry,
  action,
  className = '',
}: ErrorStateProps) {
  return (
    <div role="alert" className={`flex flex-col items-center px-6 py-12 text-center ${className}`}>
      <span
        aria-hidden="true"
        className="mb-3 grid size-10 place-items-center rounded-lg border border-red-line bg-red-soft text-red-solid"
      >
        <TriangleAlert className="size-5" />
      </span>
      <p className="text-base font-semibold text-ink">{title}</p>
      {children && <div className="mt-1 max-w-sm text-base text-muted">{children}</div>}
      {(onRetry || action) && (
        <div className="mt-4 flex gap-2">
          {onRetry && (
            <Button icon={<RotateCw />} onPress={onRetry}>
              Try again
            </Button>
          )}
          {action}
        </div>
      )}
      {errorId && <ErrorId errorId={errorId} />}
    </div>
  )
}

function ErrorId({ errorId }: { readonly errorId: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Without a secure context there is no clipboard: the id stays selectable.
    try {
      await navigator.clipboard.writeText(errorId)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <p className="mt-4 flex max-w-full flex-wrap items-center justify-center gap-1 text-xs text-muted">
      Error id
      <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono break-all text-ink select-all">
        {errorId}
      </code>
      <Button size="sm" variant="quiet" icon={copied ? <Check /> : <Copy />} onPress={() => void copy()}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </p>
  )
}
