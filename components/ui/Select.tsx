'use client'

import { ChevronsUpDown } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import type { Ref } from 'react'
import { FieldFrame, controlStyles } from './Field'
import type { FieldProps } from './Field'
import { OptionRow, optionListStyles, optionPopoverStyles } from './Option'
import type { Option } from './Option'

export interface SelectProps<Id extends string> extends FieldProps {
  readonly options: readonly Option<Id>[]
  /** Null: nothing is chosen yet. */
  readonly value: Id | null
  readonly onChange: (value: Id) => void
  readonly onBlur?: () => void
  readonly placeholder?: string
  readonly size?: 'sm' | 'md'
  readonly name?: string
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** One of a handful. For more than about fifteen take ComboBox. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const {
    options,
    value,
    onChange,
    onBlur,
    placeholder = 'Choose…',
    size = 'md',
    className = '',
    ref,
  } = props
  return (
    <AriaSelect
      {...(props.name ? { name: props.name } : {})}
      {...(onBlur ? { onBlur } : {})}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key)
        if (chosen) onChange(chosen.id)
      }}
      placeholder={placeholder}
      validationBehavior="aria"
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={Boolean(props.error)}
      className={`group flex min-w-0 flex-col gap-1 ${className}`}
    >
      <FieldFrame
        label={props.label}
        hideLabel={props.hideLabel ?? false}
        hint={props.hint}
        error={props.error}
        isRequired={props.isRequired}
      >
        <AriaButton
          {...(ref ? { ref } : {})}
          className={`${controlStyles} flex cursor-default items-center gap-2 pr-2 pl-2.5 text-left group-data-invalid:border-red-solid ${size === 'sm' ? 'h-7 text-sm' : 'h-8 text-base'}`}
        >
          <SelectValue className="grow truncate data-placeholder:text-subtle">
            {({ isPlaceholder, selectedText }) => (isPlaceholder ? placeholder : selectedText)}
          </SelectValue>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-subtle" />
        </AriaButton>
      </FieldFrame>
      <Popover offset={4} className={optionPopoverStyles}>
        <ListBox items={options} className={optionListStyles}>
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
