import { useEffect, useRef, useState, type RefObject } from 'react'

/** A pointer that has rested for so long no longer reads. */
const REST_MS = 4_000

/**
 * Whether somebody reads the element just now: the pointer moves over it, the keyboard is in it, or it is scrolled so
 * that its top is out of sight.
 */
export function useReading(ref: RefObject<HTMLElement | null>): boolean {
  const [isReading, setReading] = useState(false)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const element = ref.current
    if (!element) return
    const pane = element.closest('[data-scroll-pane]')
    const isHeld = () =>
      element.getBoundingClientRect().top < (pane?.getBoundingClientRect().top ?? 0) ||
      element.querySelector(':focus-visible') !== null
    const look = () => {
      clearTimeout(rest.current)
      setReading(isHeld())
    }
    const move = ({ pointerType, movementX, movementY }: PointerEvent) => {
      // A list that moves under a pointer at rest makes events too, but no movement.
      if (pointerType !== 'mouse' || (movementX === 0 && movementY === 0)) return
      clearTimeout(rest.current)
      setReading(true)
      rest.current = setTimeout(look, REST_MS)
    }
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerleave', look)
    element.addEventListener('focusin', look)
    element.addEventListener('focusout', look)
    document.addEventListener('scroll', look, { passive: true, capture: true })
    return () => {
      clearTimeout(rest.current)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerleave', look)
      element.removeEventListener('focusin', look)
      element.removeEventListener('focusout', look)
      document.removeEventListener('scroll', look, { capture: true })
    }
  }, [ref])

  return isReading
}
