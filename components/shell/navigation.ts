import { Archive, Bell, FileOutput, History, House, MessageSquare, UserRound } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

/** A place of the desk. */
export interface Place {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
  /** `g` and a letter. */
  readonly keys: string
  /** Says how much of it is unread. */
  readonly unread?: 'messages' | 'notifications'
  /** The top bar leads to it on every width: the bar of phones leaves it out. */
  readonly isInTopBar?: boolean
}

/** Places under one title; the first group has none. */
export interface PlaceGroup {
  readonly title: string | null
  readonly places: readonly Place[]
}

/** All there is, in the order of the navigation. A place comes here together with its page. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    title: null,
    places: [
      { href: '/', label: 'Home', icon: House, keys: 'g h' },
      { href: '/activity', label: 'Activity', icon: History, keys: 'g a' },
      { href: '/messages', label: 'Messages', icon: MessageSquare, keys: 'g m', unread: 'messages' },
      {
        href: '/notifications',
        label: 'Notifications',
        icon: Bell,
        keys: 'g n',
        unread: 'notifications',
        isInTopBar: true,
      },
    ],
  },
  {
    title: 'Archive',
    places: [
      { href: '/archive/crates', label: 'Crates', icon: Archive, keys: 'g c' },
      { href: '/archive/requests', label: 'Requests', icon: FileOutput, keys: 'g r' },
    ],
  },
]

/** One's own account: at the foot of the navigation, and last in the bar of phones. */
export const ACCOUNT_PLACE: Place = { href: '/account', label: 'Account', icon: UserRound, keys: 'g u' }

/** Whether a path is at a place or below it. */
export function isAt(place: Place, pathname: string): boolean {
  return place.href === '/'
    ? pathname === '/'
    : pathname === place.href || pathname.startsWith(`${place.href}/`)
}

const DETAIL = /^\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The list that a detail's path belongs to: where Escape leads. Null for pages that are no detail. */
export function listAbove(pathname: string): string | null {
  const place = PLACE_GROUPS.flatMap(({ places }) => places).find((candidate) => isAt(candidate, pathname))
  return place && DETAIL.test(pathname.slice(place.href.length)) ? place.href : null
}

/** Lists that can be put on paper. */
const PRINTED: readonly string[] = ['/archive/crates', '/archive/requests']

/** The sheet of the list that a path shows; null where there is none. */
export function sheetOf(pathname: string): string | null {
  const list = PRINTED.find((path) => pathname === path || listAbove(pathname) === path)
  return list === undefined ? null : `${list}/print`
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
