'use client'

import { X } from 'lucide-react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton'

export interface DialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  /** A sentence under the title. */
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** The buttons, the one to press last. */
  readonly footer?: ReactNode
  readonly width?: 'sm' | 'md' | 'lg'
  /** `alertdialog` interrupts and wants an answer. */
  readonly role?: 'dialog' | 'alertdialog'
  /** Off while something is under way: neither Escape nor a click outside closes it then. */
  readonly isDismissable?: boolean
}

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' }

/** A window over the page, a sheet from below on phones. Focus stays inside and returns to where it was. */
export function Dialog(props: DialogProps) {
  const { isOpen, onClose, title, description, children, footer } = props
  const isDismissable = props.isDismissable ?? true
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className="fixed inset-0 z-40 flex items-end justify-center bg-veil transition-opacity duration-150 data-entering:opacity-0 data-exiting:opacity-0 sm:items-start sm:p-4 sm:pt-[12vh]"
    >
      <Modal
        className={`w-full transition-transform duration-150 data-entering:translate-y-2 data-exiting:translate-y-2 ${widths[props.width ?? 'md']}`}
      >
        <AriaDialog
          role={props.role ?? 'dialog'}
          className="flex max-h-[88dvh] flex-col rounded-t-lg bg-raised shadow-overlay outline-none sm:max-h-[76dvh] sm:rounded-lg"
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 grow">
              <Heading slot="title" className="text-lg font-semibold text-ink">
                {title}
              </Heading>
              {description && <div className="mt-1 text-base text-muted">{description}</div>}
            </div>
            {isDismissable && (
              <IconButton label="Close" size="sm" icon={<X />} onPress={onClose} className="-mr-1.5" />
            )}
          </header>
          {children && <div className="min-h-0 grow overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
