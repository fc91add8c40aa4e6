'use client'

import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { Select } from '@/components/ui/Select'
import { NOTIFICATION_TYPES, type NotificationFilter } from '@/lib/domains/notifications/contract.ts'
import { typeLabel } from './notificationLooks'

export interface NotificationFilterBarProps {
  readonly filter: NotificationFilter
  readonly unread: number | undefined
  readonly onChange: (changes: Record<string, string | null>) => void
}

const TYPES = [
  { id: '', label: 'All kinds' },
  ...NOTIFICATION_TYPES.map((id) => ({ id, label: typeLabel[id] })),
]

/** All, unread ones, or those that were put off; of one kind. */
export function NotificationFilterBar({ filter, unread, onChange }: NotificationFilterBarProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedControl
        label="Show"
        value={filter.state ?? 'all'}
        onChange={(state) => onChange({ state: state === 'all' ? null : state })}
        segments={[
          { id: 'all', label: 'All' },
          { id: 'unread', label: 'Unread', count: unread },
          { id: 'snoozed', label: 'Put off' },
        ]}
      />
      <Select
        label="Kind"
        hideLabel
        options={TYPES}
        value={filter.type ?? ''}
        onChange={(type) => onChange({ type })}
        className="w-56 max-sm:w-full"
      />
    </div>
  )
}
