'use client'

import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Button } from '@/components/ui/Button'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { PasswordField } from '@/components/ui/PasswordField'
import { TextField } from '@/components/ui/TextField'
import type { ApiError } from '@/hooks/ApiError.ts'
import { setUp } from '@/hooks/identity/setUp.ts'

export interface SetUpFormProps {
  readonly token: string
  readonly minLength: number
  /** The account is there, under this e-mail address. */
  readonly onDone: (email: string) => void
  /** The link has lost its worth meanwhile. */
  readonly onClosed: () => void
}

const EMPTY = { name: '', email: '', password: '' }

/** Name, e-mail address and password of the first account. */
export function SetUpForm({ token, minLength, onDone, onClosed }: SetUpFormProps) {
  const [values, setValues] = useState(EMPTY)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [isPending, setPending] = useState(false)
  const [wasTried, setTried] = useState(false)
  const missing = {
    name: values.name.trim() === '' ? 'Enter your name.' : undefined,
    email: values.email.trim() === '' ? 'Enter your e-mail address.' : undefined,
    password: values.password.length < minLength ? `Use at least ${minLength} characters.` : undefined,
  }
  const fields = failure?.fields ?? {}
  const bind = (name: keyof typeof EMPTY) => ({
    name,
    value: values[name],
    onChange: (value: string) => {
      setFailure(null)
      setValues({ ...values, [name]: value })
    },
    error: (wasTried ? missing[name] : undefined) ?? fields[name],
  })
  const submit = async () => {
    setTried(true)
    if (missing.name ?? missing.email ?? missing.password) return
    setPending(true)
    const failed = await setUp({ token, ...values, email: values.email.trim() })
    setPending(false)
    if (failed === null) return onDone(values.email.trim().toLowerCase())
    if (failed.code === 'conflict' || failed.code === 'not_found') onClosed()
    setFailure(failed)
  }
  return (
    // oxlint-disable jsx-a11y/no-autofocus -- setting up is all that this page is for
    <Form
      // Sent before the page's script is there, it must not put a password into the address.
      method="post"
      className="mt-8 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) void submit()
      }}
    >
      <TextField label="Name" autoComplete="name" autoFocus {...bind('name')} />
      <TextField label="E-mail address" type="email" autoComplete="username" {...bind('email')} />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint={`At least ${minLength} characters. A few unrelated words are easy to remember and hard to guess.`}
        {...bind('password')}
      />
      {failure && Object.keys(fields).length === 0 && <FieldErrors message={failure.message} />}
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        Create account
      </Button>
    </Form>
  )
}
