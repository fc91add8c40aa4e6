'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { IconButton } from '@/components/ui/IconButton'
import { ACCOUNT_PLACE, isAt, PLACE_GROUPS } from './navigation'
import type { Place } from './navigation'
import { Logo } from './Logo'

export interface SideNavigationProps {
  readonly isNarrow: boolean
  readonly onNarrowChange: (isNarrow: boolean) => void
}

/** The places of the desk, at the left from 768 px on; icons only when narrow. */
export function SideNavigation({ isNarrow, onNarrowChange }: SideNavigationProps) {
  const pathname = usePathname()
  return (
    <nav
      aria-label="Main"
      className={`sticky top-0 flex h-dvh shrink-0 flex-col border-r border-line bg-canvas max-md:hidden ${isNarrow ? 'w-14' : 'w-56'}`}
    >
      <div className={`flex h-12 shrink-0 items-center ${isNarrow ? 'justify-center' : 'pr-2 pl-4'}`}>
        <Link href="/" aria-label="Wardline, home" className="flex items-center gap-2 rounded-md">
          <Logo />
          {!isNarrow && <span className="text-base font-semibold tracking-tight text-ink">Wardline</span>}
        </Link>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-2 py-2">
        {PLACE_GROUPS.map(({ title, places }) => (
          <div key={title ?? ''} className="mb-4">
            {title &&
              (isNarrow ? (
                <div aria-hidden="true" className="mx-2 mb-2 border-t border-line" />
              ) : (
                <h2 className="px-2 pb-1 text-xs font-medium text-subtle">{title}</h2>
              ))}
            <ul className="grid gap-0.5">
              {places.map((place) => (
                <NavigationLink
                  key={place.href}
                  place={place}
                  isNarrow={isNarrow}
                  isHere={isAt(place, pathname)}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div
        className={`flex border-t border-line p-2 ${isNarrow ? 'flex-col items-center gap-1' : 'items-center gap-1'}`}
      >
        <ul className={isNarrow ? '' : 'grow'}>
          <NavigationLink place={ACCOUNT_PLACE} isNarrow={isNarrow} isHere={isAt(ACCOUNT_PLACE, pathname)} />
        </ul>
        <IconButton
          label={isNarrow ? 'Widen the navigation' : 'Narrow the navigation'}
          icon={isNarrow ? <PanelLeftOpen /> : <PanelLeftClose />}
          onPress={() => onNarrowChange(!isNarrow)}
        />
      </div>
    </nav>
  )
}

interface NavigationLinkProps {
  readonly place: Place
  readonly isNarrow: boolean
  readonly isHere: boolean
}

function NavigationLink({ place, isNarrow, isHere }: NavigationLinkProps) {
  const Icon = place.icon
  return (
    <li>
      <Link
        href={place.href}
        aria-current={isHere ? 'page' : undefined}
        title={isNarrow ? place.label : undefined}
        className={`flex h-8 items-center gap-2.5 rounded-md text-base font-medium transition-colors ${isNarrow ? 'w-10 justify-center' : 'px-2'} ${isHere ? 'bg-pressed text-ink' : 'text-muted hover:bg-hover hover:text-ink'}`}
      >
        <Icon aria-hidden="true" className={`size-4 shrink-0 ${isHere ? 'text-accent-text' : ''}`} />
        <span className={isNarrow ? 'sr-only' : 'truncate'}>{place.label}</span>
      </Link>
    </li>
  )
}
