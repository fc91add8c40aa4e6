'use client'

import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import type { ReactNode, Ref } from 'react'
import { buttonStyles } from './buttonStyles'
import type { ButtonSize, ButtonVariant } from './buttonStyles'
import { pendingProps } from './pendingProps'
import { Spinner } from './Spinner'
import { Tooltip } from './Tooltip'

export interface IconButtonProps extends Omit<
  AriaButtonProps,
  'children' | 'className' | 'style' | 'render' | 'aria-label'
> {
  /** What it does, for screen readers and the tooltip. */
  readonly label: string
  readonly icon: ReactNode
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that is only a picture; its name shows in a tooltip. */
export function IconButton({
  label,
  icon,
  variant = 'quiet',
  size,
  className,
  isPending = false,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <AriaButton
        {...props}
        {...pendingProps(isPending)}
        aria-label={label}
        className={buttonStyles({ variant, size, shape: 'icon', isPending, className })}
      >
        {isPending ? <Spinner /> : icon}
      </AriaButton>
    </Tooltip>
  )
}
