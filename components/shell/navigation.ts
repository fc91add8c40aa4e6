import { Archive, FileOutput, House, UserRound } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

/** A place of the desk. */
export interface Place {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
}

/** Places under one title; the first group has none. */
export interface PlaceGroup {
  readonly title: string | null
  readonly places: readonly Place[]
}

/** All there is, in the order of the navigation. A place comes here together with its page. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  { title: null, places: [{ href: '/', label: 'Home', icon: House }] },
  {
    title: 'Archive',
    places: [
      { href: '/archive/crates', label: 'Crates', icon: Archive },
      { href: '/archive/requests', label: 'Requests', icon: FileOutput },
    ],
  },
]

/** One's own account: at the foot of the navigation, and last in the bar of phones. */
export const ACCOUNT_PLACE: Place = { href: '/account', label: 'Account', icon: UserRound }

/** Whether a path is at a place or below it. */
export function isAt(place: Place, pathname: string): boolean {
  return place.href === '/'
    ? pathname === '/'
    : pathname === place.href || pathname.startsWith(`${place.href}/`)
}

/** Group and place of a path, for the top bar; empty where it belongs to none. */
export function crumbsOf(
  pathname: string,
): readonly { readonly label: string; readonly href: string | null }[] {
  if (isAt(ACCOUNT_PLACE, pathname)) return [ACCOUNT_PLACE]
  for (const { title, places } of PLACE_GROUPS) {
    const place = places.find((candidate) => isAt(candidate, pathname))
    if (place) return [...(title ? [{ label: title, href: null }] : []), place]
  }
  return []
}
