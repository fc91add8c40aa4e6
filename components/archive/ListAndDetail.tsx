'use client'

import { useLayoutEffect, useRef, type ReactNode } from 'react'

export interface ListAndDetailProps {
  readonly list: ReactNode
  /** Null: nothing is open, and the list has all the room. */
  readonly detail: ReactNode | null
  /** Another one begins at its top. */
  readonly detailKey: string | null
}

/**
 * List left and detail right where both fit (1,280 px), each scrolling by itself; the detail alone where not. The list stays
 * as it is while details come and go, and is found again where it was left.
 */
export function ListAndDetail({ list, detail, detailKey }: ListAndDetailProps) {
  const pane = useRef<HTMLDivElement>(null)
  const scrolledTo = useRef(0)
  const isOpen = detail !== null

  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    // Hidden, it may forget where it was.
    if (!isOpen && element.scrollTop !== scrolledTo.current) element.scrollTop = scrolledTo.current
    const note = () => {
      if (element.clientHeight > 0) scrolledTo.current = element.scrollTop
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => element.removeEventListener('scroll', note)
  }, [isOpen])

  return (
    <div className="relative min-h-0 grow print:static">
      <div className="absolute inset-0 flex print:static print:block">
        <div
          ref={pane}
          data-scroll-pane=""
          className={`min-w-0 overflow-y-auto overscroll-contain [contain:strict] print:hidden ${isOpen ? 'hidden shrink-0 basis-[42%] border-r border-line xl:block' : 'grow'}`}
        >
          <div>{list}</div>
        </div>
        {isOpen && (
          <div
            key={detailKey}
            className="min-w-0 grow overflow-y-auto overscroll-contain bg-surface print:overflow-visible"
          >
            {detail}
          </div>
        )}
      </div>
    </div>
  )
}
