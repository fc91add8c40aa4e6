import type { ReactNode } from 'react'

export interface PageHeaderProps {
  readonly title: string
  /** Beside the title: a StatusBadge, a number. */
  readonly badge?: ReactNode
  readonly description?: ReactNode
  /** The page's buttons; the one obvious next action is `primary`. */
  readonly actions?: ReactNode
}

/** The head of a page: its one h1, what it is, what to do. */
export function PageHeader({ title, badge, description, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="tabular text-xl font-semibold tracking-tight text-ink">{title}</h1>
          {badge}
        </div>
        {description && <div className="mt-0.5 max-w-2xl text-base text-muted">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  )
}
