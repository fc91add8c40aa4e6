'use client'

import { notify } from '@/components/ui/notify'
import type { ApiError } from '@/hooks/ApiError.ts'
import { ConfirmDialog } from './lazyDialogs.tsx'

export interface RemoveDialogProps {
  /** How the thing is called: "CR-2026-014". */
  readonly number: string
  /** What comes of it. */
  readonly children: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly remove: {
    readonly isPending: boolean
    readonly mutate: (nothing: undefined, on: { readonly onError: (error: ApiError) => void }) => void
  }
}

/** Asks before a crate or a request goes for good, and says why where it stays. */
export function RemoveDialog({ number, children, isOpen, onClose, remove }: RemoveDialogProps) {
  if (!isOpen) return null
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Remove ${number}?`}
      confirmLabel="Remove"
      isDangerous
      isPending={remove.isPending}
      onConfirm={() =>
        remove.mutate(undefined, {
          onError: (error) => {
            onClose()
            notify.problem(`${number} was not removed`, error.message)
          },
        })
      }
    >
      {children}
    </ConfirmDialog>
  )
}
