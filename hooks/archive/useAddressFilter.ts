import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What a page's address says behind `?`, and how to change it without loading anything. */
export interface AddressFilter {
  readonly params: URLSearchParams
  /** Null or '' takes a parameter out. The history keeps one entry. */
  readonly change: (changes: Readonly<Record<string, string | null>>) => void
  /** Puts another whole query in its place, without the question mark. */
  readonly set: (query: string) => void
  /** Takes everything out but the parameters named. */
  readonly clear: (kept?: readonly string[]) => void
  /** A path with this filter behind it, for links that keep the list as it is. */
  readonly hrefOf: (path: string) => string
}

/** Filters live in the address, so that they can be sent to somebody and survive a reload. */
export function useAddressFilter(): AddressFilter {
  const params = useSearchParams()
  const pathname = usePathname()
  const change = useCallback(
    (changes: Readonly<Record<string, string | null>>) => {
      const next = new URLSearchParams(window.location.search)
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value)
        else next.delete(name)
      }
      window.history.replaceState(null, '', next.size > 0 ? `${pathname}?${next}` : pathname)
    },
    [pathname],
  )
  const set = useCallback(
    (query: string) =>
      window.history.replaceState(null, '', query === '' ? pathname : `${pathname}?${query}`),
    [pathname],
  )
  const clear = useCallback(
    (kept: readonly string[] = []) => {
      const names = [...new URLSearchParams(window.location.search).keys()]
      change(Object.fromEntries(names.filter((name) => !kept.includes(name)).map((name) => [name, null])))
    },
    [change],
  )
  const hrefOf = (path: string) => (params.size > 0 ? `${path}?${params}` : path)
  return { params, change, set, clear, hrefOf }
}
