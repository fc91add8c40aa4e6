'use client'

import { createContext, use } from 'react'
import type { ReactNode } from 'react'

const SiteTimeZone = createContext('UTC')

/** Makes the site's zone (IANA) known to every Time below. */
export function SiteTimeProvider({
  timeZone,
  children,
}: {
  readonly timeZone: string
  readonly children: ReactNode
}) {
  return <SiteTimeZone value={timeZone}>{children}</SiteTimeZone>
}

/** The site's zone; UTC outside of a provider. */
export function useSiteTimeZone(): string {
  return use(SiteTimeZone)
}
