'use client'

import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import type { RefObject } from 'react'
import type { PopoverProps } from './Popover'

export interface PopoverPanelProps extends Pick<PopoverProps, 'label' | 'children' | 'placement'> {
  /** The button that it belongs to; it says `aria-haspopup="dialog"` and `aria-expanded` itself. */
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
  /** Default: it is. */
  readonly isOpen?: boolean
}

/** The open panel alone, for a button that loads what is in it when it is pressed. */
export function PopoverPanel({
  triggerRef,
  onClose,
  label,
  children,
  placement = 'bottom end',
  isOpen = true,
}: PopoverPanelProps) {
  return (
    <AriaPopover
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      offset={6}
      placement={placement}
      className="overlay-motion z-50 max-w-[calc(100vw-1rem)] rounded-lg bg-raised shadow-overlay"
    >
      <AriaDialog aria-label={label} className="max-h-[70dvh] overflow-y-auto p-3 outline-none">
        {children}
      </AriaDialog>
    </AriaPopover>
  )
}
