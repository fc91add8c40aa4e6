'use client'

import { Check } from 'lucide-react'
import { ListBoxItem } from 'react-aria-components/ListBox'
import { Text } from 'react-aria-components/Text'

/** One thing to choose from. */
export interface Option<Id extends string = string> {
  readonly id: Id
  readonly label: string
  /** A second line, quieter. */
  readonly description?: string | undefined
  readonly isDisabled?: boolean | undefined
}

/** The list of Select, ComboBox and MultiSelect. */
export const optionListStyles = 'max-h-72 overflow-y-auto p-1 outline-none'

/** The ground that it floats on, as wide as its field. */
export const optionPopoverStyles =
  'overlay-motion z-50 w-(--trigger-width) min-w-48 overflow-hidden rounded-lg bg-raised shadow-overlay'

/** A row of such a list. */
export function OptionRow({ option }: { readonly option: Option }) {
  return (
    <ListBoxItem
      id={option.id}
      textValue={option.label}
      isDisabled={option.isDisabled ?? false}
      className="group flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-base text-ink outline-none select-none data-disabled:opacity-50 data-focused:bg-hover data-pressed:bg-pressed"
    >
      <span className="flex min-w-0 grow flex-col">
        <Text slot="label" className="truncate">
          {option.label}
        </Text>
        {option.description && (
          <Text slot="description" className="truncate text-xs text-muted">
            {option.description}
          </Text>
        )}
      </span>
      <Check
        aria-hidden="true"
        className="invisible size-4 shrink-0 text-accent-text group-data-selected:visible"
      />
    </ListBoxItem>
  )
}
