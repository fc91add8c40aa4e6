import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CratesSheet } from '@/components/archive/print/CratesSheet'
import { getWardline } from '@/lib/composition.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Print crates' }

/** The list of crates as it is narrowed, for paper. */
export default async function PrintCratesPage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const { unit } = await getWardline().identity.directory.me(actor)
  return <CratesSheet unitName={unit?.name ?? null} />
}
