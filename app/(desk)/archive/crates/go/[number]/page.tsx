import { redirect } from 'next/navigation'
import { NoSuchNumber } from '@/components/archive/labels/NoSuchNumber'
import { numberOf } from '@/components/archive/crateNumber'
import { getWardline } from '@/lib/composition.ts'
import { PAGE_MAX } from '@/lib/domains/archive/contract/fields.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

interface GoPageProps {
  readonly params: Promise<{ readonly number: string }>
}

/** Where the code on a label leads: to the crate of that number, as far as one may see it. */
export default async function GoPage({ params }: GoPageProps) {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  const asked = decodeURIComponent((await params).number)
  const number = numberOf(asked)
  if (number === null) return <NoSuchNumber number={asked.slice(0, 40)} />
  const { items } = await getWardline().archive.crates.list(actor, { q: number, limit: PAGE_MAX })
  const crate = items.find((each) => each.number === number)
  if (!crate) return <NoSuchNumber number={number} />
  redirect(`/archive/crates/${crate.id}`)
}
