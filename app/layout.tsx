import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { DENSITY_COOKIE, toDensity } from '@/components/ui/density'
import { UiProvider } from '@/components/ui/UiProvider'
import { THEME_COOKIE, toTheme } from '@/components/shell/theme'
import { getWardline } from '@/lib/composition.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Wardline', template: '%s · Wardline' },
  description: 'A hospital operations desk in which everyone sees the same live truth.',
  applicationName: 'Wardline',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false, date: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0f11' },
  ],
}

/** The document: its theme comes with it, from a cookie, so that nothing flashes. */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies()
  const theme = toTheme(jar.get(THEME_COOKIE)?.value)
  const density = toDensity(jar.get(DENSITY_COOKIE)?.value)
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} data-density={density}>
      <body>
        <UiProvider timeZone={getWardline().settings.siteTimeZone}>{children}</UiProvider>
      </body>
    </html>
  )
}
