import { CircleCheck } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import type { Notification } from '@/lib/domains/notifications/contract.ts'

/** "I have seen this", or since when one has. */
export function AcknowledgeButton({
  line,
  onAcknowledge,
}: {
  readonly line: Pick<Notification, 'acknowledged_at'>
  readonly onAcknowledge: () => void
}) {
  if (line.acknowledged_at !== null) {
    return (
      <p className="mt-1 flex items-center gap-1 text-xs text-muted">
        <CircleCheck aria-hidden="true" className="size-3.5 text-green-solid" />
        <span>
          Acknowledged <Time at={line.acknowledged_at} />
        </span>
      </p>
    )
  }
  return (
    <Button size="sm" variant="primary" className="relative z-1 mt-1.5" onPress={onAcknowledge}>
      I have seen this
    </Button>
  )
}
