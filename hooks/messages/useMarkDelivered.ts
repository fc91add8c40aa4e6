import { useEffect } from 'react'
import { useRealtime } from '../RealtimeContext.ts'
import { useConversations } from './useConversations.ts'

/** Messages of one burst are marked at once, in ms. */
const GATHER_MS = 500

/** Says of every conversation how far it has reached this device. */
export function useMarkDelivered(): void {
  const { userId } = useRealtime()
  const { data } = useConversations()
  useEffect(() => {
    const timer = setTimeout(() => {
      // Not needed to draw the page. What is not marked now is with the next message.
      import('./markDelivered.ts').then(
        (module) => module.markDelivered(data?.items ?? [], userId),
        () => undefined,
      )
    }, GATHER_MS)
    return () => clearTimeout(timer)
  }, [data, userId])
}
