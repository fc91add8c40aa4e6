// oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- on phones rows are flex boxes, and some browsers then drop the implicit roles
'use client'

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
    <th role="columnheader" scope="col" className="w-10 pl-3">
      <Checkbox
        label="Select all rows"
        hideLabel
        isSelected={all}
        isIndeterminate={count > 0 && !all}
        isDisabled={selectable.length === 0}
        onChange={() => onChange(!all)}
      />
    </th>
  )
}

export interface SelectRowCellProps {
  readonly name: string
  readonly isSelected: boolean
  readonly isDisabled: boolean
  readonly onChange: (isSelected: boolean) => void
}

/** A row's box; it stands above the row's link. */
export function SelectRowCell({ name, isSelected, isDisabled, onChange }: SelectRowCellProps) {
  return (
    <td
      role="cell"
      className="relative z-10 w-10 pl-3 @max-xl:row-span-3 @max-xl:w-auto @max-xl:self-start @max-xl:pt-0 @max-xl:pl-0"
    >
      <Checkbox
        label={`Select ${name}`}
        hideLabel
        isSelected={isSelected}
        isDisabled={isDisabled}
        onChange={onChange}
      />
    </td>
  )
}
