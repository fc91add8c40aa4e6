/** What the page around the client tells it. In Node there is none. */
export interface PageSignals {
  /** The page became visible, the network came back, or the person does something: a good moment to look. Returns the undo. */
  onWake(listener: (why: 'visible' | 'online' | 'used') => void): () => void
  /** The page goes away, perhaps to come back from the browser's cache (then `onWake` is told `visible`). */
  onLeave(listener: () => void): () => void
  isVisible(): boolean
  /** Path of the page. */
  currentPage(): string
}

/** No page: always visible, nowhere, never told anything. */
export const NO_PAGE: PageSignals = {
  onWake: () => () => undefined,
  onLeave: () => () => undefined,
  isVisible: () => true,
  currentPage: () => '',
}

/** The browser's page. Needs `window` only when it is called. */
export const browserPage: PageSignals = {
  onWake(listener) {
    const visible = () => document.visibilityState === 'visible' && listener('visible')
    const online = () => listener('online')
    const used = () => listener('used')
    const restored = (event: PageTransitionEvent) => event.persisted && listener('visible')
    document.addEventListener('visibilitychange', visible)
    window.addEventListener('online', online)
    window.addEventListener('focus', used)
    window.addEventListener('pointerdown', used)
    window.addEventListener('keydown', used)
    window.addEventListener('pageshow', restored)
    return () => {
      document.removeEventListener('visibilitychange', visible)
      window.removeEventListener('online', online)
      window.removeEventListener('focus', used)
      window.removeEventListener('pointerdown', used)
      window.removeEventListener('keydown', used)
      window.removeEventListener('pageshow', restored)
    }
  },
  onLeave(listener) {
    window.addEventListener('pagehide', listener)
    return () => window.removeEventListener('pagehide', listener)
  },
  isVisible: () => document.visibilityState === 'visible',
  currentPage: () => window.location.pathname,
}
