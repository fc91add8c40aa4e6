import type { ReactNode } from 'react'

export interface Fact {
  readonly term: string
  /** Null and undefined show a dash. */
  readonly value: ReactNode
}

/** What is known about one thing: terms left, values right; one above the other where it is narrow. */
export function DescriptionList({
  facts,
  className = '',
}: {
  readonly facts: readonly Fact[]
  readonly className?: string
}) {
  return (
    <dl
      className={`grid grid-cols-1 gap-y-2.5 text-base sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:gap-x-4 ${className}`}
    >
      {facts.map(({ term, value }) => (
        <div key={term} className="contents">
          <dt className="text-muted max-sm:-mb-2 max-sm:text-sm">{term}</dt>
          <dd className="tabular min-w-0 break-words text-ink">
            {value ?? <span className="text-subtle">–</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
