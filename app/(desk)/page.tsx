import { redirect } from 'next/navigation'
import { HomeView } from '@/components/archive/HomeView'
import { ViewerProvider } from '@/components/archive/ViewerProvider'
import { getWardline } from '@/lib/composition.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

/** The desk's home. */
export default async function HomePage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const { unit } = await getWardline().identity.directory.me(actor)
  const { userId, name, role, unitId } = actor
  return (
    <ViewerProvider viewer={{ userId, name, role, unitId }}>
      <HomeView unitName={unit?.name ?? null} />
    </ViewerProvider>
  )
}
