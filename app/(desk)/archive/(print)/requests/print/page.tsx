import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RequestsSheet } from '@/components/archive/print/RequestsSheet'
import { getWardline } from '@/lib/composition.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Print requests' }

/** The list of requests as it is narrowed, for paper. */
export default async function PrintRequestsPage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const { unit } = await getWardline().identity.directory.me(actor)
  return <RequestsSheet unitName={unit?.name ?? null} />
}
