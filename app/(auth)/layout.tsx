import type { ReactNode } from 'react'
import { DemoBanner } from '@/components/shell/DemoBanner'
import { getWardline } from '@/lib/composition.ts'
import { headers } from 'next/headers'

/** Around the pages of those who are not signed in. */
export default async function AuthLayout({ children }: { readonly children: ReactNode }) {
  await headers()
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      {getWardline().settings.demoForced && <DemoBanner />}
      {children}
    </div>
  )
}
