import { StatusShape } from './StatusShape'
import type { StatusShapeName } from './StatusShape'
import { toneSolidStyles, toneStyles } from './tone'
import type { Tone } from './tone'

/** How a state looks: a tone, a shape, a word. Domains keep a table of these, one per state. */
export interface StatusLook {
  readonly tone: Tone
  readonly shape: StatusShapeName
  readonly label: string
}

export interface StatusBadgeProps extends StatusLook {
  /** `plain` leaves the ground away, for dense tables. */
  readonly variant?: 'soft' | 'plain'
  readonly className?: string
}

/** A state: `<StatusBadge {...requestStatusLook[status]} />`. */
export function StatusBadge({ tone, shape, label, variant = 'soft', className = '' }: StatusBadgeProps) {
  const ground =
    variant === 'soft'
      ? `h-5 rounded-sm border px-1.5 text-xs font-medium ${toneStyles[tone]}`
      : 'align-top text-sm text-ink'
  return (
    <span className={`inline-flex max-w-full items-center gap-1.5 whitespace-nowrap ${ground} ${className}`}>
      <StatusShape shape={shape} className={toneSolidStyles[tone]} />
      <span className="truncate">{label}</span>
    </span>
  )
}
