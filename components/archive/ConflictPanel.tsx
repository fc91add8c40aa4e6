import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'

/** One thing that is other than it was when one looked last. */
export interface Difference {
  readonly label: string
  readonly now: string
}

export interface ConflictPanelProps {
  /** What has changed: "WR-2026-003". */
  readonly name: string
  readonly differences: readonly Difference[]
  readonly onSeen: () => void
  readonly seenLabel: string
}

/** Somebody has changed what one is about to decide on: what is new, before one goes on. */
export function ConflictPanel({ name, differences, onSeen, seenLabel }: ConflictPanelProps) {
  return (
    <Notice kind="warning" title={`${name} has been changed meanwhile`} className="mb-4">
      <p className="text-sm">Look at what is new before you go on.</p>
      {differences.length > 0 && (
        <dl className="mt-2 grid gap-2">
          {differences.map(({ label, now }) => (
            <div
              key={label}
              className="rounded-md border border-amber-line bg-surface px-2.5 py-1.5 text-ink"
            >
              <dt className="text-xs font-medium text-muted">{label}</dt>
              <dd className="text-sm break-words">{now || '–'}</dd>
            </div>
          ))}
        </dl>
      )}
      <Button size="sm" onPress={onSeen} className="mt-2.5">
        {seenLabel}
      </Button>
    </Notice>
  )
}
