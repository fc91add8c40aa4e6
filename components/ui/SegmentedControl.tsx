'use client'

import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { ReactNode } from 'react'

export interface Segment<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly icon?: ReactNode
  /** Shows the icon only; the label is for screen readers. */
  readonly iconOnly?: boolean
  readonly count?: number | undefined
}

export interface SegmentedControlProps<Id extends string> {
  readonly label: string
  readonly segments: readonly Segment<Id>[]
  readonly value: Id
  readonly onChange: (value: Id) => void
  readonly className?: string
}

/** Exactly one of a few, all in sight: a filter, a view, the theme. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>) {
  const { label, segments, value, onChange, className = '' } = props
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const segment = segments.find((candidate) => keys.has(candidate.id))
        if (segment) onChange(segment.id)
      }}
      className={`inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border border-line bg-sunken p-0.5 ${className}`}
    >
      {segments.map((segment) => (
        <ToggleButton
          key={segment.id}
          id={segment.id}
          aria-label={
            segment.iconOnly
              ? segment.label
              : `${segment.label}${segment.count === undefined ? '' : `, ${segment.count}`}`
          }
          className="flex h-6.5 min-w-6.5 shrink-0 cursor-default items-center justify-center gap-1.5 rounded-sm border border-transparent px-2 text-sm font-medium whitespace-nowrap text-muted transition-colors data-focus-visible:-outline-offset-2 data-hovered:text-ink data-selected:border-line-strong data-selected:bg-raised data-selected:text-ink [&_svg]:size-3.5"
        >
          {segment.icon}
          {!segment.iconOnly && segment.label}
          {segment.count !== undefined && (
            <span className="tabular font-normal text-subtle">{segment.count}</span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
