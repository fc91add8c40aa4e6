'use client'

import { ChevronsUpDown } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import type { Ref } from 'react'
import { FieldFrame, controlStyles } from './Field'
import type { FieldProps } from './Field'
import { OptionRow, optionListStyles, optionPopoverStyles } from './Option'
import type { Option } from './Option'

export interface ComboBoxProps<Id extends string> extends FieldProps {
  readonly options: readonly Option<Id>[]
  /** Null: nothing is chosen. */
  readonly value: Id | null
  readonly onChange: (value: Id | null) => void
  readonly onBlur?: () => void
  /** With it the caller narrows `options` (on the server); without, they are narrowed here. */
  readonly onSearch?: (text: string) => void
  readonly placeholder?: string
  readonly emptyText?: string
  readonly name?: string
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** One of many, found by typing. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const {
    options,
    value,
    onChange,
    onBlur,
    onSearch,
    emptyText = 'Nothing matches.',
    className = '',
    ref,
  } = props
  return (
    <AriaComboBox
      {...(props.name ? { name: props.name } : {})}
      {...(onBlur ? { onBlur } : {})}
      {...(onSearch ? { items: options, onInputChange: onSearch } : { defaultItems: options })}
      value={value}
      onChange={(key) => onChange(options.find((option) => option.id === key)?.id ?? null)}
      menuTrigger="focus"
      allowsEmptyCollection
      validationBehavior="aria"
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={Boolean(props.error)}
      className={`flex min-w-0 flex-col gap-1 ${className}`}
    >
      <FieldFrame
        label={props.label}
        hideLabel={props.hideLabel ?? false}
        hint={props.hint}
        error={props.error}
        isRequired={props.isRequired}
      >
        <div className="relative">
          <Input
            {...(ref ? { ref } : {})}
            placeholder={props.placeholder ?? ''}
            className={`${controlStyles} h-8 pr-8 pl-2.5 text-base`}
          />
          <AriaButton className="absolute inset-y-0 right-1 my-auto grid size-6 place-items-center rounded-sm text-subtle hover:text-ink">
            <ChevronsUpDown aria-hidden="true" className="size-3.5" />
          </AriaButton>
        </div>
      </FieldFrame>
      <Popover offset={4} className={optionPopoverStyles}>
        <ListBox<Option<Id>>
          className={optionListStyles}
          renderEmptyState={() => <p className="px-2 py-1.5 text-sm text-muted">{emptyText}</p>}
        >
          {(option) => <OptionRow option={option} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
