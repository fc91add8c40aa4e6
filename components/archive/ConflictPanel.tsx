import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'

/** One thing that is other than it was: what one has oneself, and what stands now. */
export interface Difference {
  readonly label: string
  /** Null: one has not touched it. */
  readonly mine: string | null
  readonly theirs: string
}

export interface ConflictPanelProps {
  /** What has changed: "WR-2026-003". */
  readonly name: string
  readonly differences: readonly Difference[]
  /** Keeps what one has changed, on top of theirs. */
  readonly onKeepMine?: () => void
  readonly onTakeTheirs: () => void
  readonly takeLabel?: string
}

/** Somebody else has saved meanwhile: both versions side by side, and the ways on. Nothing is overwritten unseen. */
export function ConflictPanel(props: ConflictPanelProps) {
  const { name, differences, onKeepMine, onTakeTheirs, takeLabel = 'Take theirs' } = props
  const hasMine = differences.some(({ mine }) => mine !== null)
  return (
    <Notice kind="warning" title={`${name} has been changed meanwhile`} className="mb-4">
      <p className="text-sm">
        {hasMine
          ? 'Nothing of yours has been saved yet. Look at both versions first.'
          : 'Look at what is new before you go on.'}
      </p>
      {differences.length > 0 && (
        <dl className="mt-2 grid gap-2">
          {differences.map(({ label, mine, theirs }) => (
            <div
              key={label}
              className="rounded-md border border-amber-line bg-surface px-2.5 py-1.5 text-ink"
            >
              <dt className="text-xs font-medium text-muted">{label}</dt>
              {mine !== null && (
                <dd className="text-sm break-words">
                  <span className="text-muted">Yours: </span>
                  {mine}
                </dd>
              )}
              <dd className="text-sm break-words">
                <span className="text-muted">Now: </span>
                {theirs}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-2.5 flex flex-wrap gap-2">
        {onKeepMine && hasMine && (
          <Button size="sm" onPress={onKeepMine}>
            Keep mine
          </Button>
        )}
        <Button size="sm" onPress={onTakeTheirs}>
          {takeLabel}
        </Button>
      </div>
    </Notice>
  )
}
