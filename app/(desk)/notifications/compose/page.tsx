import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ComposeView } from '@/components/notifications/ComposeView'
import { maySend } from '@/lib/domains/notifications/policy.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Write a notification' }

/** Where admins write to people, roles, units and everyone. */
export default async function ComposePage() {
  const actor = await currentActor()
  if (actor === null || !maySend(actor)) notFound()
  return <ComposeView />
}
