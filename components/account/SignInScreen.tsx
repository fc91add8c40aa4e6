'use client'

import { useState } from 'react'
import { Logo } from '@/components/shell/Logo'
import type { Credentials } from '@/hooks/identity/signIn.ts'
import { DemoPeople } from './DemoPeople'
import type { DemoAccount } from './DemoPeople'
import { SignInForm } from './SignInForm'

export interface SignInScreenProps {
  /** Where to go afterwards, on this site. */
  readonly next: string
  /** The demo hospital's accounts; null where there are none. */
  readonly demo: { readonly password: string; readonly people: readonly DemoAccount[] } | null
}

/** What Wardline is, and the way in. */
export function SignInScreen({ next, demo }: SignInScreenProps) {
  const [credentials, setCredentials] = useState<Credentials>({ email: '', password: '' })
  return (
    <main
      className={`mx-auto grid w-full grow content-center gap-x-16 gap-y-10 px-4 py-10 sm:px-8 ${demo ? 'max-w-5xl lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)]' : 'max-w-md'}`}
    >
      <div className="min-w-0">
        <Logo className="size-10" />
        <h1 className="mt-5 text-2xl font-semibold tracking-tight text-ink">Wardline</h1>
        <p className="mt-2 text-lg text-muted">
          The hospital’s operations desk: archive requests, decisions and who is working on what, in one
          place. What one person changes, everyone who may see it sees at once, without reloading.
        </p>
        <SignInForm next={next} credentials={credentials} onChange={setCredentials} />
      </div>
      {demo && (
        <DemoPeople
          people={demo.people}
          chosen={credentials.email}
          onChoose={(email) => setCredentials({ email, password: demo.password })}
        />
      )}
    </main>
  )
}
