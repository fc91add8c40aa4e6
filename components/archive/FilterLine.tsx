'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/Button'

/** A filter that is set, in words. */
export interface FilterChip {
  /** The address's parameters that it stands for. */
  readonly names: readonly string[]
  readonly text: string
}

export interface FilterLineProps {
  /** Rows that match; undefined while that is not known. */
  readonly total: number | undefined
  /** "crate", "crates". */
  readonly noun: readonly [one: string, many: string]
  readonly chips: readonly FilterChip[]
  readonly onRemove: (names: readonly string[]) => void
}

const figures = new Intl.NumberFormat('en-GB')

/** How many rows there are, and which filters make them so few. It keeps its height while it counts. */
export function FilterLine({ total, noun, chips, onRemove }: FilterLineProps) {
  const all = chips.flatMap(({ names }) => names)
  return (
    <div className="mb-2 flex min-h-7 flex-wrap items-center gap-1.5 text-sm">
      <output className="tabular mr-1 text-muted">
        {total === undefined ? '…' : `${figures.format(total)} ${noun[total === 1 ? 0 : 1]}`}
      </output>
      {chips.map(({ names, text }) => (
        <button
          key={names.join()}
          type="button"
          aria-label={`Remove filter: ${text}`}
          onClick={() => onRemove(names)}
          className="inline-flex h-6 max-w-60 items-center gap-1 rounded-sm border border-line bg-sunken pr-1 pl-2 text-xs text-ink transition-colors hover:bg-pressed"
        >
          <span className="truncate">{text}</span>
          <X aria-hidden="true" className="size-3 shrink-0 text-subtle" />
        </button>
      ))}
      {chips.length > 0 && (
        <Button size="sm" variant="quiet" onPress={() => onRemove(all)}>
          Clear
        </Button>
      )}
    </div>
  )
}
