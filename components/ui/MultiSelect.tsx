'use client'

import { X } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { ListBox } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import type { Ref } from 'react'
import { FieldFrame } from './Field'
import type { FieldProps } from './Field'
import { OptionRow, optionListStyles, optionPopoverStyles } from './Option'
import type { Option } from './Option'

export interface MultiSelectProps<Id extends string> extends FieldProps {
  readonly options: readonly Option<Id>[]
  /** Whole options, so that what was chosen keeps its name when a search no longer finds it. */
  readonly value: readonly Option<Id>[]
  readonly onChange: (value: Option<Id>[]) => void
  readonly onBlur?: () => void
  /** With it the caller narrows `options` (on the server); without, they are narrowed here. */
  readonly onSearch?: (text: string) => void
  readonly placeholder?: string
  readonly emptyText?: string
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** Several of many, found by typing; what is chosen stands in the field, where Backspace takes the last one out. */
export function MultiSelect<Id extends string>(props: MultiSelectProps<Id>) {
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
  const frame = useRef<HTMLDivElement>(null)
  const chosen = new Map<string, Option<Id>>(value.map((option) => [option.id, option]))
  // The same list as long as the choice is the same: another one empties the field while one types.
  const joined = value.map((option) => option.id).join('\n')
  const ids = useMemo(() => (joined === '' ? [] : joined.split('\n')), [joined])
  const choose = (keys: readonly (string | number)[]) =>
    onChange(
      keys.flatMap((key) => chosen.get(String(key)) ?? options.find((option) => option.id === key) ?? []),
    )
  const remove = (id: Id) => onChange(value.filter((option) => option.id !== id))
  return (
    <AriaComboBox<Option<Id>, 'multiple'>
      {...(onBlur ? { onBlur } : {})}
      {...(onSearch ? { items: options, onInputChange: onSearch } : { defaultItems: options })}
      selectionMode="multiple"
      value={ids}
      onChange={choose}
      menuTrigger="focus"
      allowsEmptyCollection
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
        <Group
          ref={frame}
          className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-control bg-surface px-1 py-0.5 transition-colors group-data-invalid:border-red-solid hover:border-muted data-focus-within:border-accent-text data-focus-within:outline-2 data-focus-within:-outline-offset-1 data-focus-within:outline-accent-text"
        >
          {value.length > 0 && (
            <ul aria-label={`Chosen: ${props.label}`} className="contents">
              {value.map((option) => (
                <Chip
                  key={option.id}
                  label={option.label}
                  isDisabled={props.isDisabled ?? false}
                  onRemove={() => remove(option.id)}
                />
              ))}
            </ul>
          )}
          <Input
            {...(ref ? { ref } : {})}
            onKeyDown={(event) => {
              const last = value.at(-1)
              if (event.key === 'Backspace' && event.currentTarget.value === '' && last) remove(last.id)
            }}
            placeholder={value.length === 0 ? (props.placeholder ?? '') : ''}
            className="h-6 min-w-24 grow bg-transparent px-1.5 text-base text-ink outline-none! placeholder:text-subtle"
          />
        </Group>
      </FieldFrame>
      <Popover offset={4} triggerRef={frame} className={optionPopoverStyles}>
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

interface ChipProps {
  readonly label: string
  readonly isDisabled: boolean
  readonly onRemove: () => void
}

function Chip({ label, isDisabled, onRemove }: ChipProps) {
  return (
    <li className="tabular flex h-6 max-w-full items-center rounded-sm border border-line bg-sunken pl-1.5 text-sm text-ink">
      <span className="truncate">{label}</span>
      <button
        type="button"
        aria-label={`Remove ${label}`}
        disabled={isDisabled}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-subtle hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </li>
  )
}
