import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { OutboxView } from '@/components/deliveries/OutboxView'
import { runsDeliveries } from '@/lib/domains/notifications/policy.ts'
import { currentActor } from '@/lib/platform/session/currentActor.ts'

export const metadata: Metadata = { title: 'Outbox' }

/** What leaves the house; for admins. To others it is not there. */
export default async function OutboxPage() {
  const actor = await currentActor()
  if (actor === null) redirect('/sign-in')
  if (!runsDeliveries(actor)) notFound()
  return <OutboxView />
}
