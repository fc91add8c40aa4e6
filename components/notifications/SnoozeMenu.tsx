'use client'

import { AlarmClock } from 'lucide-react'
import { formatClock } from '@/components/ui/formatTime'
import { IconButton } from '@/components/ui/IconButton'
import { Menu, MenuItem } from '@/components/ui/Menu'
import { useSiteTimeZone } from '@/components/ui/SiteTime'
import { useNow } from '@/components/ui/useNow'
import { snoozeChoices } from './snoozeChoices'

export interface SnoozeMenuProps {
  /** Of what; for screen readers. */
  readonly title: string
  readonly isSnoozed: boolean
  /** ISO 8601; null: no longer. */
  readonly onSnooze: (until: string | null) => void
}

/** Until when something is put off. */
export function SnoozeMenu({ title, isSnoozed, onSnooze }: SnoozeMenuProps) {
  const timeZone = useSiteTimeZone()
  const now = useNow()
  return (
    <Menu
      label="Put off"
      trigger={<IconButton size="sm" label={`Put off: ${title}`} icon={<AlarmClock aria-hidden="true" />} />}
    >
      {isSnoozed && <MenuItem onAction={() => onSnooze(null)}>Show again now</MenuItem>}
      {snoozeChoices(now, timeZone).map(({ label, until }) => (
        <MenuItem
          key={label}
          end={<span className="tabular text-xs text-muted">{formatClock(until, timeZone)}</span>}
          onAction={() => onSnooze(until.toISOString())}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  )
}
