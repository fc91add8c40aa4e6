// oxlint-disable jsx-a11y/no-autofocus -- a dialog takes the focus, and this is its first thing to do
'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/TextArea'
import { useEditing } from '@/hooks/archive/useEditing.ts'
import { useDecideRequest, useReopenRequest } from '@/hooks/archive/useRequestActions.ts'
import type { ArchiveRequest, Decision } from '@/lib/domains/archive/contract/archiveRequest.ts'
import { ConflictPanel } from './ConflictPanel.tsx'
import { decisionWords } from './decisionWords.ts'
import { changesBetween } from './requestFields.ts'

export interface DecisionDialogProps {
  /** As it stands, kept live by the caller. */
  readonly request: ArchiveRequest
  readonly decision: Decision
  /** Whether the viewer can still decide this way on the request as it stands. */
  readonly isPossible: boolean
  readonly onClose: () => void
}

/** Asks for a word about a decision and carries it out, on exactly the version that was seen. */
export function DecisionDialog({ request, decision, isPossible, onClose }: DecisionDialogProps) {
  const form = useId()
  const [reason, setReason] = useState('')
  const [asked] = useState(request)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => void (isHere.current = false)
  }, [])
  const reopen = useReopenRequest(request.id, {
    onDone: ({ number }) => notify.done(`${number} is out again`),
    onError: (error) => notify.problem(`${request.number} stays returned`, error.message),
  })
  const decide = useDecideRequest(
    request.id,
    ({ version }) => {
      const { done } = decisionWords(asked, decision)
      if (decision === 'return') notify.undoable(done, () => reopen.mutate({ version }))
      else notify.done(done)
      onClose()
    },
    // Whoever has gone on to another page hears of it there.
    (error) => {
      if (!isHere.current) notify.problem(`${request.number} stands as it was`, error.message)
    },
  )
  const { base, newer, agree } = useEditing(request, decide.error)
  const words = decisionWords(base, decision)
  const hasNote = words.note !== null
  const error = newer ? null : decide.error
  return (
    <Dialog
      // Sent, it shows on the page; refused, it comes back with the reason and what was written.
      isOpen={!decide.isPending}
      onClose={onClose}
      title={words.title}
      description={words.meaning}
      footer={
        <>
          <Button onPress={onClose}>{newer && !isPossible ? 'Close' : 'Cancel'}</Button>
          <Button
            variant={words.isDangerous ? 'danger' : 'primary'}
            type="submit"
            form={form}
            isDisabled={newer !== null || !isPossible}
            autoFocus={!hasNote}
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          decide.mutate({ decision, version: base.version, ...(reason.trim() && { reason }) })
        }}
      >
        {error && !error.fields['reason'] && <FieldErrors message={error.message} />}
        {newer && (
          <ConflictPanel
            name={newer.number}
            differences={changesBetween(base, newer)}
            seenLabel={isPossible ? 'I have seen it' : 'All right'}
            onSeen={() => {
              if (!isPossible) return onClose()
              agree(newer)
              decide.reset()
            }}
          />
        )}
        {words.note && (
          <TextArea
            label={words.note}
            value={reason}
            onChange={setReason}
            error={error?.fields['reason']}
            isRequired={decision === 'send-back'}
            autoFocus
            maxLength={2000}
          />
        )}
      </form>
    </Dialog>
  )
}
