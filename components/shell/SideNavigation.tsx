'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { buttonStyles } from '@/components/ui/buttonStyles'
import { ACCOUNT_PLACE, isAt, PLACE_GROUPS } from './navigation'
import type { Place } from './navigation'
import { Logo } from './Logo'
import { UnreadBadge } from './UnreadBadge'

export interface SideNavigationProps {
  readonly isNarrow: boolean
  readonly onNarrowChange: (isNarrow: boolean) => void
}

/** The places of the desk, at the left from 768 px on; icons only when narrow. */
export function SideNavigation({ isNarrow, onNarrowChange }: SideNavigationProps) {
  const pathname = usePathname()
  const toggle = isNarrow ? 'Widen the navigation' : 'Narrow the navigation'
  return (
    <nav
      aria-label="Main"
      data-narrow={isNarrow ? '' : undefined}
      className="sticky top-0 flex h-dvh w-56 shrink-0 flex-col border-r border-line bg-canvas narrow:w-14 max-md:hidden print:hidden"
    >
      <div className="flex h-12 shrink-0 items-center px-4 narrow:justify-center">
        <Link href="/" aria-label="Wardline, home" className="flex items-center gap-2 rounded-md">
          <Logo />
          <span className="text-base font-semibold tracking-tight text-ink narrow:hidden">Wardline</span>
        </Link>
      </div>
      <div className="min-h-0 grow overflow-y-auto px-2 py-2">
        {PLACE_GROUPS.map(({ title, places }) => (
          <div key={title ?? ''} className="mb-4">
            {title && (
              <h2 className="px-2 pb-1 text-xs font-medium text-subtle narrow:mx-2 narrow:mb-2 narrow:border-t narrow:border-line narrow:p-0">
                <span className="narrow:sr-only">{title}</span>
              </h2>
            )}
            <ul className="grid gap-0.5">
              {places.map((place) => (
                <NavigationLink key={place.href} place={place} isHere={isAt(place, pathname)} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className="flex items-center gap-1 border-t border-line p-2 narrow:flex-col">
        <ul className="grow">
          <NavigationLink place={ACCOUNT_PLACE} isHere={isAt(ACCOUNT_PLACE, pathname)} />
        </ul>
        {/* Named by its title: a tooltip would be loaded with every page for this one button. */}
        <button
          type="button"
          title={toggle}
          aria-label={toggle}
          onClick={() => onNarrowChange(!isNarrow)}
          className={buttonStyles({ variant: 'quiet', shape: 'icon', className: 'max-lg:hidden' })}
        >
          {isNarrow ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
        </button>
      </div>
    </nav>
  )
}

interface NavigationLinkProps {
  readonly place: Place
  readonly isHere: boolean
}

function NavigationLink({ place: { href, label, icon: Icon, unread }, isHere }: NavigationLinkProps) {
  return (
    <li>
      <Link
        href={href}
        aria-current={isHere ? 'page' : undefined}
        title={label}
        className={`relative flex h-8 items-center gap-2.5 rounded-md px-2 text-base font-medium transition-colors narrow:w-10 narrow:justify-center ${isHere ? 'bg-pressed text-ink' : 'text-muted hover:bg-hover hover:text-ink'}`}
      >
        <Icon aria-hidden="true" className={`size-4 shrink-0 ${isHere ? 'text-accent-text' : ''}`} />
        <span className="truncate narrow:sr-only">{label}</span>
        {unread && (
          <UnreadBadge of={unread} className="ml-auto narrow:absolute narrow:-top-1 narrow:right-0" />
        )}
      </Link>
    </li>
  )
}
