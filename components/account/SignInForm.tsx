'use client'

import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'
import { PasswordField } from '@/components/ui/PasswordField'
import { TextField } from '@/components/ui/TextField'
import { signIn } from '@/hooks/identity/signIn.ts'
import type { Credentials, SignInFailure } from '@/hooks/identity/signIn.ts'

export interface SignInFormProps {
  readonly next: string
  readonly credentials: Credentials
  readonly onChange: (credentials: Credentials) => void
}

const failureText: Readonly<Record<SignInFailure, string>> = {
  refused: 'The e-mail address or the password is not right.',
  rate_limited: 'Too many tries. Wait a few minutes, then try again.',
  unavailable: 'Wardline cannot reach its database just now. Try again in a moment.',
  unreachable: 'The server does not answer. Check the network, then try again.',
}

/** E-mail address and password. What was wrong is said without telling whether the account exists. */
export function SignInForm({ next, credentials, onChange }: SignInFormProps) {
  const [failure, setFailure] = useState<SignInFailure | null>(null)
  const [isPending, setPending] = useState(false)
  const [wasTried, setTried] = useState(false)
  const { email, password } = credentials
  const change = (part: Partial<Credentials>) => {
    setFailure(null)
    onChange({ ...credentials, ...part })
  }
  const submit = async () => {
    setTried(true)
    if (email.trim() === '' || password === '') return
    setPending(true)
    const failed = await signIn({ email: email.trim(), password })
    // A whole load, so that the page comes with the proof of the new session. Pending until it is there.
    if (failed === null) return location.assign(next)
    setFailure(failed)
    setPending(false)
  }
  return (
    // oxlint-disable jsx-a11y/no-autofocus -- signing in is all that this page is for
    <Form
      // Sent before the page's script is there, it must not put a password into the address.
      method="post"
      className="mt-8 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) void submit()
      }}
    >
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(value) => change({ email: value })}
        error={wasTried && email.trim() === '' ? 'Enter your e-mail address.' : undefined}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(value) => change({ password: value })}
        error={wasTried && password === '' ? 'Enter your password.' : undefined}
      />
      {failure && (
        <Notice kind={failure === 'refused' ? 'problem' : 'warning'}>
          <p>{failureText[failure]}</p>
        </Notice>
      )}
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        Sign in
      </Button>
    </Form>
  )
}
