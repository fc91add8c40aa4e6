import { Spinner } from '@/components/ui/Spinner'

/** Says that what one sees was sent and is not answered yet. */
export function SavingHint() {
  return (
    <output className="inline-flex h-5 items-center gap-1.5 text-sm text-muted">
      <Spinner />
      Saving…
    </output>
  )
}
