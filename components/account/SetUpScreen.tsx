'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/Logo'
import { LinkButton } from '@/components/ui/LinkButton'
import { Notice } from '@/components/ui/Notice'
import { SET_UP_PROBLEM, type SetUpState } from '@/lib/domains/identity/setUpProblem.ts'
import { SetUpForm } from './SetUpForm'

export interface SetUpScreenProps {
  readonly token: string
  /** What the token was worth when the page was asked for. */
  readonly state: SetUpState
  readonly minLength: number
}

/** The first account of a new Wardline, or why this link does not make one. */
export function SetUpScreen({ token, state, minLength }: SetUpScreenProps) {
  const router = useRouter()
  const [made, setMade] = useState<string | null>(null)
  return (
    <main className="mx-auto grid w-full max-w-md grow content-center px-4 py-10 sm:px-8">
      <Logo className="size-10" />
      <h1 className="mt-5 text-2xl font-semibold tracking-tight text-ink">Set up Wardline</h1>
      {made !== null ? (
        <Outcome kind="success" canSignIn>
          Your account is there. Sign in as <span className="font-medium break-words">{made}</span>.
        </Outcome>
      ) : state === 'open' ? (
        <>
          <p className="mt-2 text-lg text-muted">
            Nobody can sign in here yet. Make the first account: it may do everything, in every unit.
          </p>
          <SetUpForm token={token} minLength={minLength} onDone={setMade} onClosed={() => router.refresh()} />
        </>
      ) : (
        <Outcome kind={state === 'done' ? 'info' : 'warning'} canSignIn={state === 'done'}>
          {SET_UP_PROBLEM[state]}
        </Outcome>
      )}
    </main>
  )
}

function Outcome({
  kind,
  canSignIn,
  children,
}: {
  readonly kind: 'success' | 'info' | 'warning'
  readonly canSignIn: boolean
  readonly children: ReactNode
}) {
  return (
    <div className="mt-6 grid gap-4">
      <Notice kind={kind}>
        <p>{children}</p>
      </Notice>
      {canSignIn && (
        <LinkButton href="/sign-in" variant="primary" size="lg">
          Go to sign-in
        </LinkButton>
      )}
    </div>
  )
}
