/** `focused`: its window came to the front; `used`: the person did something here. */
export type WakeReason = 'visible' | 'online' | 'focused' | 'used'

/** What happens to the page. */
export type PageSignal = WakeReason | 'hidden'

/** What the page around the client tells it. In Node there is none. */
export interface PageSignals {
  /**
   * The page became visible, the network came back, or the person does something: a good moment to look. Or it was hidden.
   * Returns the undo.
   */
  onSignal(listener: (signal: PageSignal) => void): () => void
  /** The page goes away or is frozen, perhaps to come back (then `onSignal` is told `visible`). */
  onLeave(listener: () => void): () => void
  isVisible(): boolean
  /** Path of the page. */
  currentPage(): string
}

/** No page: always visible, nowhere, never told anything. */
export const NO_PAGE: PageSignals = {
  onSignal: () => () => undefined,
  onLeave: () => () => undefined,
  isVisible: () => true,
  currentPage: () => '',
}

/** The browser's page. Needs `window` only when it is called. */
export const browserPage: PageSignals = {
  onSignal(listener) {
    const visibility = () => listener(document.visibilityState)
    const visible = () => listener('visible')
    const online = () => listener('online')
    const focused = () => listener('focused')
    const used = () => listener('used')
    const restored = (event: PageTransitionEvent) => event.persisted && listener('visible')
    document.addEventListener('visibilitychange', visibility)
    document.addEventListener('resume', visible)
    window.addEventListener('online', online)
    window.addEventListener('focus', focused)
    window.addEventListener('pointerdown', used)
    window.addEventListener('keydown', used)
    window.addEventListener('pageshow', restored)
    return () => {
      document.removeEventListener('visibilitychange', visibility)
      document.removeEventListener('resume', visible)
      window.removeEventListener('online', online)
      window.removeEventListener('focus', focused)
      window.removeEventListener('pointerdown', used)
      window.removeEventListener('keydown', used)
      window.removeEventListener('pageshow', restored)
    }
  },
  onLeave(listener) {
    window.addEventListener('pagehide', listener)
    document.addEventListener('freeze', listener)
    return () => {
      window.removeEventListener('pagehide', listener)
      document.removeEventListener('freeze', listener)
    }
  },
  isVisible: () => document.visibilityState === 'visible',
  currentPage: () => window.location.pathname,
}
