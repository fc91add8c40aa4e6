/** More than this many are not counted. */
const MOST = 99

export interface CountBadgeProps {
  readonly count: number
  readonly className?: string
  /** Whatever it stands on says the number itself. */
  readonly isDecorative?: boolean
}

/** How much is unread, on what leads there; nothing at zero. */
export function CountBadge({ count, className = '', isDecorative = false }: CountBadgeProps) {
  if (count === 0) return null
  const words = count > MOST ? `${MOST}+` : String(count)
  return (
    <span
      className={`tabular grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 text-xs font-semibold text-white ${className}`}
    >
      <span aria-hidden="true">{words}</span>
      {!isDecorative && <span className="sr-only">{`${words} unread`}</span>}
    </span>
  )
}
