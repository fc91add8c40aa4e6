import type { ReactNode } from 'react'
import { toneStyles } from './tone'
import type { Tone } from './tone'

export interface BadgeProps {
  readonly tone?: Tone
  readonly children: ReactNode
  readonly className?: string
}

/** A short word or number on a soft ground: a role, a kind, a count. For a state take StatusBadge. */
export function Badge({ tone = 'grey', children, className = '' }: BadgeProps) {
  return (
    <span
      className={`tabular inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap ${toneStyles[tone]} ${className}`}
    >
      {children}
    </span>
  )
}
