import { useMemo } from 'react'
import { notificationTopics } from '@/lib/domains/notifications/contract/audience.ts'
import { useViewer } from '../archive/viewer.ts'

/** Where the viewer hears of notifications: their own topic, their role's, their unit's, everyone's. */
export function useNotificationTopics(): readonly string[] {
  const { userId, role, unitId } = useViewer()
  return useMemo(() => notificationTopics({ userId, role, unitId }), [userId, role, unitId])
}
