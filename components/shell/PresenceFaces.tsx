'use client'

import { Button as AriaButton } from 'react-aria-components/Button'
import { Avatar } from '@/components/ui/Avatar'
import { AvatarStack } from '@/components/ui/AvatarStack'
import { Popover } from '@/components/ui/Popover'
import { Time } from '@/components/ui/Time'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import { usePresence } from '@/hooks/usePresence.ts'

export interface PresenceFacesProps {
  /** `item:crate:…`, `unit:…`. Null: nowhere yet. */
  readonly topic: string | null
  /** What these people do: "Also here". */
  readonly label?: string
  readonly max?: number
}

/** The others who are at the same thing just now; press for their names. Nothing when one is alone. */
export function PresenceFaces({ topic, label = 'Also here', max = 3 }: PresenceFacesProps) {
  const { userId } = useRealtime()
  const { people, count } = usePresence(topic)
  const others = people.filter((person) => person.user_id !== userId)
  const total = Math.max(others.length, count - (people.length > others.length ? 1 : 0))
  if (total <= 0) return null
  const faces = others.map((person) => ({ id: person.user_id, name: person.name }))
  return (
    <Popover
      label={label}
      trigger={
        <AriaButton
          aria-label={`${label}: ${total === 1 ? (faces[0]?.name ?? '1 person') : `${total} people`}`}
          className="flex h-8 items-center rounded-md px-1 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
        >
          <AvatarStack people={faces} total={total} max={max} label={label} />
        </AriaButton>
      }
    >
      <div className="w-64 max-w-full">
        <p className="mb-2 text-sm font-medium text-ink">{label}</p>
        <ul className="grid gap-2">
          {others.map((person) => (
            <li key={person.user_id} className="flex items-center gap-2 text-base text-ink">
              <Avatar id={person.user_id} name={person.name} isDecorative />
              <span className="min-w-0 grow truncate">{person.name}</span>
              <Time at={person.since} className="text-xs text-muted" />
            </li>
          ))}
        </ul>
        {total > others.length && <p className="mt-2 text-sm text-muted">and {total - others.length} more</p>}
      </div>
    </Popover>
  )
}
