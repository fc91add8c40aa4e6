'use client'

import { useEffect } from 'react'

/** When a page has come to rest: what it needs first is there by then. */
const REST_MS = 4_000

const PARTS = [
  () => import('./LivePanel'),
  () => import('./UserMenuPanel'),
  () => import('./FacesPanel'),
  () => import('./CommandPalette'),
  () => import('@/components/notifications/NotificationPanel'),
]

/** Loads what the frame opens later while nothing else goes on, so that it is there even when the network is lost. */
export function useIdleLoad(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // What does not come now is asked for again by whoever opens it.
      for (const load of PARTS) load().catch(() => {})
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [])
}
