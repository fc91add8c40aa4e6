'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { ACCOUNT_PLACE, isAt, PLACE_GROUPS } from './navigation'
import { UnreadBadge } from './UnreadBadge'

/** The same places under the thumb, below 768 px. */
export function BottomBar() {
  const pathname = usePathname()
  const places = [...PLACE_GROUPS.flatMap((group) => group.places), ACCOUNT_PLACE].filter(
    ({ isInTopBar }) => isInTopBar !== true,
  )
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-canvas pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex">
        {places.map((place) => {
          const isHere = isAt(place, pathname)
          return (
            <li key={place.href} className="min-w-0 flex-1">
              <Link
                href={place.href}
                aria-current={isHere ? 'page' : undefined}
                className={`relative flex h-14 flex-col items-center justify-center gap-1 text-xs font-medium -outline-offset-2! ${isHere ? 'text-accent-text' : 'text-muted'}`}
              >
                <place.icon aria-hidden="true" className="size-5" strokeWidth={isHere ? 2.25 : 1.75} />
                <span className="max-w-full truncate px-1">{place.label}</span>
                {place.unread && <UnreadBadge of={place.unread} className="absolute top-1 left-1/2 ml-1" />}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
