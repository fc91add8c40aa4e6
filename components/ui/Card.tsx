import type { ReactNode } from 'react'

/** A framed surface without a title. */
export function Card({
  children,
  className = '',
}: {
  readonly children: ReactNode
  readonly className?: string
}) {
  return <div className={`rounded-lg border border-line bg-surface ${className}`}>{children}</div>
}
