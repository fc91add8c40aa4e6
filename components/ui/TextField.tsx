'use client'

import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import type { ReactNode, Ref } from 'react'
import { FieldFrame, controlStyles } from './Field'
import type { FieldProps } from './Field'

export interface TextFieldProps
  extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'render' | 'isInvalid'>, FieldProps {
  readonly placeholder?: string
  /** Stands inside the field, at its end. */
  readonly end?: ReactNode
  /** The input itself, so that react-hook-form can focus it. */
  readonly ref?: Ref<HTMLInputElement>
}

/** One line of text. `onChange` gets the string. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  className = '',
  placeholder,
  end,
  ref,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField
      validationBehavior="aria"
      {...props}
      isInvalid={Boolean(error)}
      className={`flex min-w-0 flex-col gap-1 ${className}`}
    >
      <FieldFrame
        label={label}
        hideLabel={hideLabel ?? false}
        hint={hint}
        error={error}
        isRequired={props.isRequired}
      >
        <div className="relative">
          <Input
            {...(ref ? { ref } : {})}
            placeholder={placeholder ?? ''}
            className={`${controlStyles} h-8 px-2.5 text-base ${end ? 'pr-9' : ''}`}
          />
          {end && <div className="absolute inset-y-0 right-0.5 flex items-center">{end}</div>}
        </div>
      </FieldFrame>
    </AriaTextField>
  )
}
