// oxlint-disable jsx-a11y/no-autofocus -- a dialog takes the focus, and this is its first thing to do
'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { TextArea } from '@/components/ui/TextArea'
import { useEditing } from '@/hooks/archive/useEditing.ts'
import { useDecideRequest } from '@/hooks/archive/useRequestActions.ts'
import type { ArchiveRequest, Decision } from '@/lib/domains/archive/contract.ts'
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
  const decide = useDecideRequest(request.id, (decided) => {
    notify.done(decisionWords(decided, decision).done)
    onClose()
  })
  const { base, newer, agree } = useEditing(request, decide.error)
  const words = decisionWords(base, decision)
  const hasNote = words.note !== null
  const error = newer ? null : decide.error
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      description={words.meaning}
      isDismissable={!decide.isPending}
      footer={
        <>
          <Button onPress={onClose} isDisabled={decide.isPending}>
            {newer && !isPossible ? 'Close' : 'Cancel'}
          </Button>
          <Button
            variant={words.isDangerous ? 'danger' : 'primary'}
            type="submit"
            form={form}
            isPending={decide.isPending}
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
            takeLabel={isPossible ? 'I have seen it' : 'All right'}
            onTakeTheirs={() => {
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
