import { ConversationView } from '@/components/messages/ConversationView'

interface ConversationPageProps {
  readonly params: Promise<{ readonly id: string }>
  readonly searchParams: Promise<{ readonly m?: string | string[] }>
}

/** One conversation, found by its id; `?m=` leads to one of its messages, by its number. */
export default async function ConversationPage({ params, searchParams }: ConversationPageProps) {
  const [{ id }, { m }] = await Promise.all([params, searchParams])
  const linked = typeof m === 'string' && /^[1-9]\d{0,8}$/.test(m) ? Number(m) : null
  return <ConversationView key={id} id={id} linked={linked} />
}
