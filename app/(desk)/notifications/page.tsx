import type { Metadata } from 'next'
import { NotificationsView } from '@/components/notifications/NotificationsView'

export const metadata: Metadata = { title: 'Notifications' }

/** All that one was told, and still is. */
export default function NotificationsPage() {
  return <NotificationsView />
}
