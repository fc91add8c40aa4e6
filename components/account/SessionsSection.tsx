'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { notify } from '@/components/ui/notify'
import { Section } from '@/components/ui/Section'
import { SkeletonRows } from '@/components/ui/Skeleton'
import { useEndOtherSessions } from '@/hooks/identity/useEndOtherSessions.ts'
import { useEndSession } from '@/hooks/identity/useEndSession.ts'
import { useSessions } from '@/hooks/identity/useSessions.ts'
import type { SessionItem } from '@/lib/domains/identity/contract.ts'
import { SessionRow } from './SessionRow'

/** What is asked about: one session, or all others. */
type Question = { readonly about: 'one'; readonly session: SessionItem } | { readonly about: 'others' }

/** Where one is signed in, live, with the way to end it. */
export function SessionsSection() {
  const { data, error, refetch } = useSessions()
  const [question, setQuestion] = useState<Question | null>(null)
  // This one first; the others as they come, the one used last first.
  const sessions = (data?.items ?? []).toSorted((a, b) => Number(b.current) - Number(a.current))
  return (
    <Section
      title="Where you are signed in"
      description="A session that you do not know: sign out there, then change your password."
      flush
      actions={
        sessions.length > 1 && (
          <Button size="sm" onPress={() => setQuestion({ about: 'others' })}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {data ? (
        <ul>
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              onEnd={() => setQuestion({ about: 'one', session })}
            />
          ))}
        </ul>
      ) : error ? (
        <ErrorState errorId={error.requestId ?? undefined} onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : (
        <SkeletonRows rows={2} label="Loading your sessions" />
      )}
      <EndQuestion question={question} onClose={() => setQuestion(null)} />
    </Section>
  )
}

function EndQuestion({
  question,
  onClose,
}: {
  readonly question: Question | null
  readonly onClose: () => void
}) {
  const endOne = useEndSession(() => {
    onClose()
    notify.done('Signed out there.')
  })
  const endOthers = useEndOtherSessions((ended) => {
    onClose()
    notify.done(ended === 1 ? 'One other session has ended.' : `${ended} other sessions have ended.`)
  })
  const problem = endOne.error ?? endOthers.error
  const close = () => {
    onClose()
    endOne.reset()
    endOthers.reset()
  }
  const isOne = question?.about === 'one'
  return (
    <ConfirmDialog
      isOpen={question !== null}
      onClose={close}
      title={isOne ? 'Sign out there?' : 'Sign out everywhere else?'}
      confirmLabel={isOne ? 'Sign out there' : 'Sign out everywhere else'}
      isDangerous
      isPending={endOne.isPending || endOthers.isPending}
      onConfirm={() => (isOne ? endOne.mutate(question.session.id) : endOthers.mutate())}
    >
      {isOne
        ? `${question.session.device} loses its access at once. Whatever is not saved there is lost.`
        : 'Every other browser and script of yours loses its access at once. You stay signed in here.'}
      {problem && (
        <span role="alert" className="mt-2 block text-red-text">
          {problem.message}
        </span>
      )}
    </ConfirmDialog>
  )
}
