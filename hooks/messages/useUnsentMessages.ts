import { useEffect } from 'react'
import { useRealtime } from '../RealtimeContext.ts'

/** Sends what this browser still keeps from before the page was loaded, wherever one is. */
export function useUnsentMessages(): void {
  const realtime = useRealtime()
  useEffect(() => {
    // Not needed to draw the page; where it cannot be had, the next page sends it.
    import('./outboxOf.ts').then(
      (module) => module.outboxOf(realtime),
      () => undefined,
    )
  }, [realtime])
}
