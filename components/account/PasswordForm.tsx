'use client'

import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Button } from '@/components/ui/Button'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { PasswordField } from '@/components/ui/PasswordField'
import { Section } from '@/components/ui/Section'
import { useChangePassword } from '@/hooks/identity/useChangePassword.ts'

export interface PasswordFormProps {
  /** Tells password managers whose it is. */
  readonly email: string
  readonly minLength: number
}

/** Changes one's own password. Every other session ends with it. */
export function PasswordForm({ email, minLength }: PasswordFormProps) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isShort, setShort] = useState(false)
  const change = useChangePassword(() => {
    setCurrent('')
    setNext('')
    notify.done('Your password is changed. Other sessions have ended.')
  })
  const submit = () => {
    if (next.length < minLength) return setShort(true)
    change.mutate({ current_password: current, new_password: next })
  }
  const fields = change.error?.fields ?? {}
  const isElsewhere = change.error !== null && Object.keys(fields).length === 0
  return (
    <Section title="Password" description="Changing it signs you out everywhere else.">
      <Form
        // Sent before the page's script is there, it must not put a password into the address.
        method="post"
        className="grid max-w-sm gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!change.isPending) submit()
        }}
      >
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField
          label="Current password"
          name="current_password"
          autoComplete="current-password"
          value={current}
          onChange={(value) => {
            setCurrent(value)
            if (change.isError) change.reset()
          }}
          error={fields['current_password']}
        />
        <PasswordField
          label="New password"
          name="new_password"
          autoComplete="new-password"
          hint={`At least ${minLength} characters. A few unrelated words are easy to remember and hard to guess.`}
          value={next}
          onChange={(value) => {
            setNext(value)
            setShort(false)
            if (change.isError) change.reset()
          }}
          error={isShort ? `Use at least ${minLength} characters.` : fields['new_password']}
        />
        {isElsewhere && <FieldErrors message={change.error.message} />}
        <div>
          <Button type="submit" isPending={change.isPending} isDisabled={current === '' || next === ''}>
            Change password
          </Button>
        </div>
      </Form>
    </Section>
  )
}
