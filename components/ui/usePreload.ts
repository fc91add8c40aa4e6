import { useEffect, useEffectEvent } from 'react'

/** When a page has come to rest: what it needs first is there by then. */
const REST_MS = 2_000

/**
 * Loads a part that the page opens later once nothing else goes on, so that it is there even when the network is lost.
 * Returns how to have it sooner. A failure says nothing: whoever opens the part asks again.
 */
export function usePreload(load: () => Promise<unknown>): () => void {
  const now = () => {
    load().catch(() => {})
  }
  const atRest = useEffectEvent(now)
  useEffect(() => {
    const timer = setTimeout(() => atRest(), REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return now
}
