'use client'

import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { useRecipientCount } from '@/hooks/notifications/useRecipientCount.ts'
import type { SendAudience } from '@/lib/domains/notifications/contract.ts'

export interface SendQuestionProps {
  readonly audience: SendAudience
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Says how many people it reaches before it goes: it cannot be called back. */
export function SendQuestion({ audience, isPending, onConfirm, onClose }: SendQuestionProps) {
  const { data, error, isPending: isCounting } = useRecipientCount(audience)
  const people =
    data === undefined ? null : data.recipients === 1 ? 'one person' : `${data.recipients} people`
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={people === null ? 'Send it?' : `Send it to ${people}?`}
      confirmLabel={people === null ? 'Send' : `Send to ${people}`}
      isPending={isPending || isCounting}
      onConfirm={onConfirm}
    >
      {error ? `How many it reaches is not known: ${error.message}` : 'It cannot be called back.'}
    </ConfirmDialog>
  )
}
