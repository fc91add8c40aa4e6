import type { PageSignal, PageSignals } from './pageSignals.ts'

/** Goes to sleep and comes back with the page. Returns the undo. */
export function watchPage(
  page: PageSignals,
  o: {
    readonly onSignal: (signal: PageSignal) => void
    readonly onSleep: () => void
    readonly onReturn: () => void
  },
): () => void {
  let stopReturn: () => void = () => undefined
  const stopSignals = page.onSignal(o.onSignal)
  const stopLeave = page.onLeave(() => {
    o.onSleep()
    // Back from the browser's cache, the page goes on where it was.
    stopReturn()
    stopReturn = page.onSignal((signal) => {
      if (signal === 'hidden') return
      stopReturn()
      o.onReturn()
    })
  })
  return () => {
    stopSignals()
    stopLeave()
    stopReturn()
  }
}
