'use client'

import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover } from 'react-aria-components/Popover'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import type { ReactNode } from 'react'

export interface PopoverProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  /** What it is, for screen readers. */
  readonly label: string
  readonly children: ReactNode
  readonly placement?: NonNullable<AriaPopoverProps['placement']>
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A small panel beside what opened it, for reading or a few controls. */
export function Popover({
  trigger,
  label,
  children,
  placement = 'bottom end',
  isOpen,
  onOpenChange,
}: PopoverProps) {
  return (
    <DialogTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger}
      <AriaPopover
        offset={6}
        placement={placement}
        className="overlay-motion z-50 max-w-[calc(100vw-1rem)] rounded-lg bg-raised shadow-overlay"
      >
        <AriaDialog aria-label={label} className="max-h-[70dvh] overflow-y-auto p-3 outline-none">
          {children}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
