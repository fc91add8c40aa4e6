export interface SkeletonProps {
  /** Height and width: `h-4 w-32`. */
  readonly className: string
}

/** The place of a word or picture that is on its way. Shows after 150 ms, so that quick answers do not flash. */
export function Skeleton({ className }: SkeletonProps) {
  return (
    <span aria-hidden="true" className="block animate-appear">
      <span className={`block animate-shimmer rounded-sm bg-pressed ${className}`} />
    </span>
  )
}

export interface SkeletonRowsProps {
  readonly rows?: number
  /** What is being loaded, for screen readers. */
  readonly label: string
}

/** The place of a table's rows, at their final height. */
export function SkeletonRows({ rows = 8, label }: SkeletonRowsProps) {
  return (
    <output aria-label={label} className="block">
      {Array.from({ length: rows }, (_, row) => (
        <div
          key={row}
          className="flex h-10 min-w-0 items-center gap-4 overflow-hidden border-b border-line px-3 last:border-b-0"
        >
          <Skeleton className="h-3 w-24" />
          <Skeleton className={`h-3 ${['w-40', 'w-56', 'w-32'][row % 3] ?? 'w-40'}`} />
          <span className="grow" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </output>
  )
}
