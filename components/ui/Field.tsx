'use client'

import { CircleAlert } from 'lucide-react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import type { ReactNode } from 'react'

/** What every field takes beside its own. */
export interface FieldProps {
  readonly label: string
  /** Keeps the label for screen readers only, where the place says what it is (a toolbar). */
  readonly hideLabel?: boolean
  readonly hint?: ReactNode
  /** What is wrong with the value; an empty string or undefined is nothing. */
  readonly error?: string | undefined
  readonly className?: string
}

/** The edge and the ground of everything that one fills in. */
export const controlStyles =
  'w-full min-w-0 -outline-offset-1! rounded-md border border-control bg-surface text-ink transition-colors ' +
  'hover:not-data-disabled:border-muted data-disabled:cursor-not-allowed data-disabled:opacity-50 ' +
  'data-invalid:border-red-solid data-focused:border-accent-text'

export interface FieldFrameProps extends Omit<FieldProps, 'className'> {
  readonly isRequired?: boolean | undefined
  readonly children: ReactNode
}

/** Label above, hint and problem below, the control between. Stands inside a react-aria field. */
export function FieldFrame({ label, hideLabel = false, hint, error, isRequired, children }: FieldFrameProps) {
  return (
    <>
      <Label className={hideLabel ? 'sr-only' : 'text-sm font-medium text-ink'}>
        {label}
        {isRequired && (
          <span aria-hidden="true" className="ml-0.5 text-red-text">
            *
          </span>
        )}
      </Label>
      {children}
      {hint && (
        <Text slot="description" className="text-xs text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="flex items-start gap-1 text-xs text-red-text">
        {({ validationErrors }) => (
          <>
            <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
            <span>{error || validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}
