import type { Metadata } from 'next'
import { ActivityView } from '@/components/desk/ActivityView'

export const metadata: Metadata = { title: 'Activity' }

/** The feed of one's unit. */
export default function ActivityPage() {
  return <ActivityView />
}
