'use client'

import { Check, Minus } from 'lucide-react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import type { CheckboxProps as AriaCheckboxProps } from 'react-aria-components/Checkbox'

export interface CheckboxProps extends Omit<
  AriaCheckboxProps,
  'children' | 'className' | 'style' | 'render'
> {
  readonly label: string
  /** Keeps the label for screen readers only, as in a table. */
  readonly hideLabel?: boolean
  readonly className?: string
}

/** Yes or no, or `isIndeterminate` for "some". */
export function Checkbox({ label, hideLabel = false, className = '', ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      {...(hideLabel ? { 'aria-label': label } : {})}
      className={`group inline-flex min-h-6 min-w-6 items-center gap-2 text-base text-ink data-disabled:opacity-50 data-focus-visible:outline-none ${className}`}
    >
      {({ isIndeterminate, isSelected }) => (
        <>
          <span className="grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-surface text-white transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-1 group-data-focus-visible:outline-accent-text group-data-hovered:border-muted group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-selected:border-accent group-data-selected:bg-accent">
            {isIndeterminate ? (
              <Minus aria-hidden="true" className="size-3" strokeWidth={3} />
            ) : (
              isSelected && <Check aria-hidden="true" className="size-3" strokeWidth={3} />
            )}
          </span>
          {!hideLabel && label}
        </>
      )}
    </AriaCheckbox>
  )
}
