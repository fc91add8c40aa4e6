import { History } from 'lucide-react'
import { Button } from '@/components/ui/Button'
import { Time } from '@/components/ui/Time'
import { useNow } from '@/components/ui/useNow'

const DAY_MS = 24 * 60 * 60 * 1000

/** Says that a form began with what one typed earlier, and takes it away if that is not wanted. */
export function DraftLine({ from, onDiscard }: { readonly from: number; readonly onDiscard: () => void }) {
  const isRecent = useNow() - from < DAY_MS
  return (
    <p className="-mt-1 flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
      <History aria-hidden="true" className="size-3.5 shrink-0" />
      <span>
        Draft from <Time at={from} format={isRecent ? 'clock' : 'day'} />
      </span>
      <span aria-hidden="true">·</span>
      <Button variant="quiet" size="sm" onPress={onDiscard} className="-ml-1.5 px-1.5! underline">
        Discard
      </Button>
    </p>
  )
}
