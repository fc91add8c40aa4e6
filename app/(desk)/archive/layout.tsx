import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { ViewerProvider } from '@/components/archive/ViewerProvider'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

/** Everything of the archive knows whose page it is. */
export default async function ArchiveLayout({ children }: { readonly children: ReactNode }) {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const { userId, name, role, unitId } = actor
  return <ViewerProvider viewer={{ userId, name, role, unitId }}>{children}</ViewerProvider>
}
