// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows are laid out one by one, without a table's layout, which would be made anew for all of them
'use client'

import { Check } from 'lucide-react'
import { Checkbox } from './Checkbox'

export interface SelectAllCellProps {
  readonly selected: ReadonlySet<string>
  readonly selectable: readonly string[]
  readonly onChange: (all: boolean) => void
}

/** The box above the boxes: all, none, or some of the rows shown. */
export function SelectAllCell({ selected, selectable, onChange }: SelectAllCellProps) {
  const count = selectable.filter((id) => selected.has(id)).length
  const all = count > 0 && count === selectable.length
  return (
    <div role="columnheader" className="pl-4">
      <Checkbox
        label="Select all rows"
        hideLabel
        isSelected={all}
        isIndeterminate={count > 0 && !all}
        isDisabled={selectable.length === 0}
        onChange={() => onChange(!all)}
      />
    </div>
  )
}

export interface SelectRowCellProps {
  readonly name: string
  readonly isSelected: boolean
  readonly isDisabled: boolean
  readonly isOnCard: boolean
  /** `isRange`: with Shift held, so everything since the last one. */
  readonly onChange: (isSelected: boolean, isRange: boolean) => void
}

/** A row's box; it stands above the row's link. A plain one: a long list makes many as it scrolls. */
export function SelectRowCell({ name, isSelected, isDisabled, isOnCard, onChange }: SelectRowCellProps) {
  return (
    <div role="cell" className={`relative z-10 shrink-0 ${isOnCard ? 'self-start' : 'pl-3'}`}>
      <label className="grid size-6 place-items-center">
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={isSelected}
          disabled={isDisabled}
          onChange={({ target, nativeEvent }) =>
            onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
          }
          className="absolute size-4 appearance-none rounded-sm border border-control bg-surface checked:border-accent checked:bg-accent hover:border-muted disabled:opacity-50"
        />
        {isSelected && (
          <Check
            aria-hidden="true"
            className="pointer-events-none relative size-3 text-white"
            strokeWidth={3}
          />
        )}
      </label>
    </div>
  )
}
