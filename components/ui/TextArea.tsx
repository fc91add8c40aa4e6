'use client'

import { TextArea as AriaTextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import type { Ref } from 'react'
import { FieldFrame, controlStyles } from './Field'
import type { FieldProps } from './Field'

export interface TextAreaProps
  extends
    Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'render' | 'isInvalid' | 'type'>,
    FieldProps {
  readonly placeholder?: string
  readonly rows?: number
  readonly ref?: Ref<HTMLTextAreaElement>
}

/** Several lines of text; grows with them where the browser can. */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  className = '',
  placeholder,
  rows = 3,
  ref,
  ...props
}: TextAreaProps) {
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
        <AriaTextArea
          {...(ref ? { ref } : {})}
          rows={rows}
          placeholder={placeholder ?? ''}
          className={`${controlStyles} field-sizing-content max-h-80 min-h-16 resize-y px-2.5 py-1.5 text-base`}
        />
      </FieldFrame>
    </AriaTextField>
  )
}
