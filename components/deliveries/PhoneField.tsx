'use client'

import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Button } from '@/components/ui/Button'
import { TextField } from '@/components/ui/TextField'
import type { ApiError } from '@/hooks/ApiError.ts'

export interface PhoneFieldProps {
  readonly saved: string | null
  readonly error: ApiError | null
  readonly isPending: boolean
  /** Null: no number any more. */
  readonly onSave: (phone: string | null) => void
}

/** The number for text messages. */
export function PhoneField({ saved, error, isPending, onSave }: PhoneFieldProps) {
  const [edited, setEdited] = useState<string | null>(null)
  const value = edited ?? saved ?? ''
  return (
    <Form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(value.trim() === '' ? null : value)
        setEdited(null)
      }}
    >
      <TextField
        label="Mobile number"
        type="tel"
        autoComplete="tel"
        hint="With country code, such as +49 170 1234567. Only for text messages of Wardline."
        value={value}
        onChange={setEdited}
        error={error?.fields['phone']}
        className="max-w-sm grow"
      />
      {edited !== null && edited !== (saved ?? '') && (
        <Button type="submit" isPending={isPending}>
          Save number
        </Button>
      )}
    </Form>
  )
}
