import { RequestDetail } from '@/components/archive/RequestDetail'

/** One request, found by its id. */
export default async function RequestPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params
  return <RequestDetail key={id} id={id} />
}
