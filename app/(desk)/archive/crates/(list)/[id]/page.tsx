import { CrateDetail } from '@/components/archive/CrateDetail'

/** One crate, found by its id. */
export default async function CratePage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  return <CrateDetail key={id} id={id} />
}
