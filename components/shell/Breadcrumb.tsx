'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Fragment } from 'react'
import { crumbsOf } from './navigation'

/** Where one is; pages add their own name with PageCrumb. */
export function Breadcrumb({ slotRef }: { readonly slotRef: (slot: HTMLElement | null) => void }) {
  const pathname = usePathname()
  const crumbs = crumbsOf(pathname)
  return (
    <nav aria-label="Breadcrumb" className="flex min-w-0 grow items-center gap-1.5 text-base">
      {crumbs.map(({ label, href }, index) => (
        <Fragment key={label}>
          {index > 0 && (
            <span aria-hidden="true" className="text-subtle max-sm:hidden">
              /
            </span>
          )}
          {href && href !== pathname ? (
            <Link href={href} className="truncate rounded-sm text-muted transition-colors hover:text-ink">
              {label}
            </Link>
          ) : (
            <span
              aria-current={href === pathname ? 'page' : undefined}
              className={`truncate ${href === pathname ? 'font-medium text-ink' : 'text-muted max-sm:hidden'}`}
            >
              {label}
            </span>
          )}
        </Fragment>
      ))}
      <span ref={slotRef} className="flex min-w-0 items-center gap-1.5" />
    </nav>
  )
}
