import { useLayoutEffect, type RefObject } from 'react'

/** Between the bar and the end of the pane, and between the bar and what it must not cover, in px. */
const GAP = 12

/** Keeps what has the focus, or is scrolled to, clear of a bar that floats over the end of the pane it scrolls with. */
export function useKeepClear(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current
    const pane = element?.closest<HTMLElement>('[data-scroll-pane]')
    if (!element || !pane || typeof ResizeObserver === 'undefined') return
    const look = () => {
      pane.style.scrollPaddingBottom = `${element.offsetHeight + 2 * GAP}px`
      const active = document.activeElement
      if (active === null || !pane.contains(active) || element.contains(active)) return
      const row = active.closest('[data-index]') ?? active
      row.scrollIntoView({ block: 'nearest' })
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      observer.disconnect()
      pane.style.removeProperty('scroll-padding-bottom')
    }
  }, [bar])
}
