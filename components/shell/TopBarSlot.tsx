'use client'

import { createContext, use } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** The element in the top bar that pages may write into; null until it stands. */
export const TopBarSlot = createContext<HTMLElement | null>(null)

/** Puts a page's own name behind the breadcrumb: `<PageCrumb>CR-2026-003</PageCrumb>`. */
export function PageCrumb({ children }: { readonly children: ReactNode }) {
  const slot = use(TopBarSlot)
  if (!slot) return null
  return createPortal(
    <>
      <span aria-hidden="true" className="text-subtle">
        /
      </span>
      <span aria-current="page" className="tabular truncate font-medium text-ink">
        {children}
      </span>
    </>,
    slot,
  )
}
