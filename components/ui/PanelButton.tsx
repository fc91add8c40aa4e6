'use client'

import type { ReactNode, RefObject } from 'react'
import { ButtonContext } from 'react-aria-components/Button'
import { usePreload } from './usePreload'

export interface PanelButtonProps {
  readonly kind: 'menu' | 'dialog'
  /** Filled with the button, for the panel to stand beside. */
  readonly buttonRef: RefObject<HTMLButtonElement | null>
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean, focus: 'first' | 'last' | 'menu') => void
  /** Loads what opens. */
  readonly preload: () => Promise<unknown>
  /** A Button or IconButton. */
  readonly children: ReactNode
}

/** Makes the button inside open a panel that is loaded apart: it asks for it once one comes near, and no press is lost. */
export function PanelButton({ kind, buttonRef, isOpen, onToggle, preload, children }: PanelButtonProps) {
  const load = usePreload(preload)
  return (
    <ButtonContext
      value={{
        ref: buttonRef,
        'aria-haspopup': kind,
        'aria-expanded': isOpen,
        isPressed: isOpen,
        onHoverStart: load,
        onFocus: load,
        onPress: ({ pointerType }) =>
          onToggle(!isOpen, pointerType === 'mouse' || pointerType === 'touch' ? 'menu' : 'first'),
        onKeyDown: (event) => {
          if (kind === 'menu' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            event.preventDefault()
            onToggle(true, event.key === 'ArrowDown' ? 'first' : 'last')
          } else event.continuePropagation()
        },
      }}
    >
      {children}
    </ButtonContext>
  )
}
