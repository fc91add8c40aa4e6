import { useCallback, useEffect, useRef, useState } from 'react'

/** Acts that wait a while, in which they can be taken back. */
export interface Delayed {
  /** Keys of those that wait or are done, so that what they take away stays out of sight. */
  readonly held: ReadonlySet<string>
  readonly start: (key: string, act: () => void) => void
  /** Takes it back; after it was done, says that it failed. */
  readonly cancel: (key: string) => void
}

interface Waiting {
  readonly act: () => void
  readonly timer: ReturnType<typeof setTimeout>
}

/** Does each act after `ms` unless it is cancelled; leaving the page does at once what still waits. */
export function useDelayed(ms: number): Delayed {
  const all = useRef(new Map<string, Waiting>())
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())

  const take = useCallback((key: string): Waiting | undefined => {
    const taken = all.current.get(key)
    clearTimeout(taken?.timer)
    all.current.delete(key)
    return taken
  }, [])

  const start = useCallback(
    (key: string, act: () => void) => {
      take(key)
      all.current.set(key, { act, timer: setTimeout(() => take(key)?.act(), ms) })
      setHeld((last) => new Set([...last, key]))
    },
    [take, ms],
  )

  const cancel = useCallback(
    (key: string) => {
      take(key)
      setHeld((last) => new Set([...last].filter((each) => each !== key)))
    },
    [take],
  )

  useEffect(() => {
    const acts = all.current
    const doAll = () => {
      for (const { act, timer } of acts.values()) {
        clearTimeout(timer)
        act()
      }
      acts.clear()
    }
    window.addEventListener('pagehide', doAll)
    return () => {
      window.removeEventListener('pagehide', doAll)
      doAll()
    }
  }, [])

  return { held, start, cancel }
}
