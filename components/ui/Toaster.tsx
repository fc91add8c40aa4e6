'use client'

import { useEffect, useState, type ComponentType } from 'react'
import { onToastWanted } from './toastQueue'

/** A live region must stand for a while before it is read out: it comes by itself once the page is at rest. */
const REST_MS = 1_000
/** Between two tries while the server is away. */
const RETRY_MS = 5_000

/**
 * Where toasts appear; once, in the frame. `notify` fills it. It is loaded after the page, or with the first toast; where that
 * fails the page goes on without, and it is tried again.
 */
export function Toaster() {
  const [Region, setRegion] = useState<ComponentType | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    const load = () => {
      clearTimeout(timer)
      import('./ToastRegion').then(
        ({ ToastRegion }) => !isOver && setRegion(() => ToastRegion),
        () => {
          if (!isOver) timer = setTimeout(load, RETRY_MS)
        },
      )
    }
    timer = setTimeout(load, REST_MS)
    const stop = onToastWanted(load)
    return () => {
      isOver = true
      clearTimeout(timer)
      stop()
    }
  }, [])
  return Region && <Region />
}
