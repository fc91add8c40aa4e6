'use client'

import type { ReactNode } from 'react'
import { Button } from './Button'
import { Dialog } from './Dialog'

export interface ConfirmDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** A question that the buttons answer: "Sign out there?" */
  readonly title: string
  /** What happens then, and what does not. */
  readonly children?: ReactNode
  /** The verb: "Sign out", never "OK". */
  readonly confirmLabel: string
  readonly onConfirm: () => void
  readonly isDangerous?: boolean
  readonly isPending?: boolean
}

/** Asks before something that cannot be taken back. Where it can be taken back, do it and offer Undo instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    isOpen,
    onClose,
    title,
    children,
    confirmLabel,
    onConfirm,
    isDangerous = false,
    isPending = false,
  } = props
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={children}
      width="sm"
      role="alertdialog"
      isDismissable={!isPending}
      footer={
        <>
          {/* oxlint-disable jsx-a11y/no-autofocus -- a question takes the focus; Enter does the harmless thing */}
          <Button onPress={onClose} isDisabled={isPending} autoFocus={isDangerous}>
            Cancel
          </Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            onPress={onConfirm}
            isPending={isPending}
            autoFocus={!isDangerous}
          >
            {confirmLabel}
          </Button>
        </>
      }
    />
  )
}
