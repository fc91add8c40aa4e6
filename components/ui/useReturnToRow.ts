'use client'

import { useLayoutEffect, useRef, type RefObject } from 'react'

/** When the detail beside or over a list closes and nothing else has the focus, it goes back to the row that was open. */
export function useReturnToRow(frame: RefObject<HTMLElement | null>, currentId: string | null): void {
  const before = useRef(currentId)
  useLayoutEffect(() => {
    const last = before.current
    before.current = currentId
    if (last === null || currentId !== null || document.activeElement !== document.body) return
    const row = [...(frame.current?.querySelectorAll<HTMLElement>('[data-row-id]') ?? [])].find(
      ({ dataset }) => dataset['rowId'] === last,
    )
    row?.querySelector<HTMLElement>('[data-row-link]')?.focus({ preventScroll: true })
  }, [frame, currentId])
}
