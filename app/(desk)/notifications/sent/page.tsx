import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SentView } from '@/components/notifications/SentView'
import { maySend } from '@/lib/domains/notifications/policy.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Sent notifications' }

/** What one has sent, and who has seen it. */
export default async function SentPage() {
  const actor = await currentActor()
  if (actor === null || !maySend(actor)) notFound()
  return <SentView />
}
