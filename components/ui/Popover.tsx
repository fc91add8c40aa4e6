'use client'

import { lazyPart } from './lazyPart'
import { useRef, useState, type ReactNode } from 'react'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components/Popover'
import { PanelButton } from './PanelButton'

const loadPanel = () => import('./PopoverPanel')
const PopoverPanel = lazyPart(() => loadPanel().then((module) => module.PopoverPanel))

export interface PopoverProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  /** What it is, for screen readers. */
  readonly label: string
  readonly children: ReactNode
  readonly placement?: NonNullable<AriaPopoverProps['placement']>
  readonly isOpen?: boolean
  /** Loads what is in it, where that comes apart from the page. */
  readonly preload?: () => Promise<unknown>
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A small panel beside what opened it, for reading or a few controls. It is loaded apart from the page, as a Menu is. */
export function Popover({ trigger, isOpen, onOpenChange, preload, ...panel }: PopoverProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOwnOpen, setOwnOpen] = useState(false)
  const isShown = isOpen ?? isOwnOpen
  const [wasShown, setWasShown] = useState(false)
  if (isShown && !wasShown) setWasShown(true)
  const show = (wanted: boolean) => {
    setOwnOpen(wanted)
    onOpenChange?.(wanted)
  }
  return (
    <>
      <PanelButton
        kind="dialog"
        buttonRef={button}
        isOpen={isShown}
        onToggle={show}
        preload={() => Promise.all([loadPanel(), preload?.()])}
      >
        {trigger}
      </PanelButton>
      {wasShown && (
        <PopoverPanel {...panel} triggerRef={button} isOpen={isShown} onClose={() => show(false)} />
      )}
    </>
  )
}
