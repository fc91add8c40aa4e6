import type { toast } from 'sonner'

type Show = (show: typeof toast) => void

/** Toasts that were asked for before the region that shows them was loaded; in their order. */
const waiting: Show[] = []
let shown: typeof toast | null = null
const listeners = new Set<() => void>()

/** Shows a toast, at once or as soon as the region is there. */
export function showToast(show: Show): void {
  if (shown) return show(shown)
  waiting.push(show)
  for (const listener of listeners) listener()
}

/** Hears when a toast waits for the region. Returns how to stop. */
export function onToastWanted(listener: () => void): () => void {
  listeners.add(listener)
  if (waiting.length > 0) listener()
  return () => {
    listeners.delete(listener)
  }
}

/** The region is there: what waited is shown, and what comes goes straight to it until the returned function is called. */
export function openToasts(show: typeof toast): () => void {
  shown = show
  for (const next of waiting.splice(0)) next(show)
  return () => {
    shown = null
  }
}
