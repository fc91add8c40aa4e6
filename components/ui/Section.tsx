import { useId } from 'react'
import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children?: ReactNode
  /** Leaves the padding away, for tables and lists. */
  readonly flush?: boolean
  readonly className?: string
}

/** A titled part of a page in a frame of its own. */
export function Section({
  title,
  description,
  actions,
  children,
  flush = false,
  className = '',
}: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={`rounded-lg border border-line bg-surface ${className}`}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 not-last:border-b not-last:border-line">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold text-ink">
            {title}
          </h2>
          {description && <div className="text-sm text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children && <div className={flush ? '' : 'p-4'}>{children}</div>}
    </section>
  )
}
