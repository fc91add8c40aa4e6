'use client'

import { useSyncExternalStore } from 'react'

const STEP_MS = 15_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now = 0

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, STEP_MS)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

function read(): number {
  if (Date.now() - now >= STEP_MS) now = Date.now()
  return now
}

/** The time in ms, moving on every 15 s; one timer for all that ask. On the server it stands at the request. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read)
}
