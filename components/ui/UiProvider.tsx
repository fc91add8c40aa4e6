'use client'

import { useRouter } from 'next/navigation'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { RouterProvider } from 'react-aria-components'
import type { ReactNode } from 'react'
import { SiteTimeProvider } from './SiteTime'
import { Toaster } from './Toaster'

/** What the primitives need around them: the router for menu links, one language, the site's zone, toasts. */
export function UiProvider({
  timeZone,
  children,
}: {
  readonly timeZone: string
  readonly children: ReactNode
}) {
  const router = useRouter()
  return (
    <I18nProvider locale="en-GB">
      <RouterProvider navigate={(href) => router.push(href)}>
        <SiteTimeProvider timeZone={timeZone}>{children}</SiteTimeProvider>
        <Toaster />
      </RouterProvider>
    </I18nProvider>
  )
}
