'use client'

import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import type { TooltipProps as AriaTooltipProps } from 'react-aria-components/Tooltip'
import type { ReactNode } from 'react'

export interface TooltipProps {
  /** Words only: it closes when the pointer leaves. */
  readonly content: ReactNode
  /** One focusable element of react-aria-components (Button, Link …), or one wrapped in its `Focusable`. */
  readonly children: ReactNode
  readonly placement?: NonNullable<AriaTooltipProps['placement']>
  readonly isDisabled?: boolean
}

/** Names or explains a control on hover and keyboard focus. Never the only place of something one needs to know. */
export function Tooltip({ content, children, placement = 'bottom', isDisabled = false }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80} isDisabled={isDisabled}>
      {children}
      <AriaTooltip
        offset={6}
        placement={placement}
        className="overlay-motion z-50 max-w-64 rounded-md bg-raised px-2 py-1 text-xs text-ink shadow-overlay"
      >
        {content}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
