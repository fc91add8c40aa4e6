import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { HomeView } from '@/components/archive/home/HomeView'
import { SinceLastVisit } from '@/components/desk/SinceLastVisit'
import { getWardline } from '@/lib/composition.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Home' }

/** The desk's home. */
export default async function HomePage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const { unit } = await getWardline().identity.directory.me(actor)
  return <HomeView unitName={unit?.name ?? null} news={<SinceLastVisit />} />
}
