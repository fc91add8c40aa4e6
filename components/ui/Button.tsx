'use client'

import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import type { ReactNode, Ref } from 'react'
import { buttonStyles } from './buttonStyles'
import type { ButtonSize, ButtonVariant } from './buttonStyles'
import { pendingProps } from './pendingProps'
import { Spinner } from './Spinner'

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'render'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  /** Stands before the words. While pending a spinner takes its place. */
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** Does something. One `primary` per page or dialog; `isPending` keeps the focus and ignores presses. */
export function Button({
  variant,
  size,
  icon,
  children,
  className,
  isPending = false,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      {...pendingProps(isPending)}
      className={buttonStyles({ variant, size, isPending, className })}
    >
      {isPending ? <Spinner /> : icon}
      {children}
    </AriaButton>
  )
}
