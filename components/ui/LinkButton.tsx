import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { buttonStyles } from './buttonStyles'
import type { ButtonSize, ButtonVariant } from './buttonStyles'

export interface LinkButtonProps extends Omit<ComponentProps<typeof Link>, 'className' | 'children'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ variant, size, icon, children, className, ...props }: LinkButtonProps) {
  return (
    <Link
      {...props}
      className={buttonStyles({ variant, size, className: `cursor-pointer ${className ?? ''}` })}
    >
      {icon}
      {children}
    </Link>
  )
}
