'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { AvatarStack } from '@/components/ui/AvatarStack'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import { usePresence } from '@/hooks/usePresence.ts'

// Loaded when somebody first asks.
const FacesPanel = lazyPart(() => import('./FacesPanel').then((module) => module.FacesPanel))

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
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const { people, count } = usePresence(topic)
  const others = people.filter((person) => person.user_id !== userId)
  const total = Math.max(others.length, count - (people.length > others.length ? 1 : 0))
  if (total <= 0) return null
  const faces = others.map((person) => ({ id: person.user_id, name: person.name }))
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={`${label}: ${total === 1 ? (faces[0]?.name ?? '1 person') : `${total} people`}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        className="flex h-8 items-center rounded-md px-1 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
      >
        <AvatarStack people={faces} total={total} max={max} label={label} />
      </AriaButton>
      {isOpen && (
        <FacesPanel
          label={label}
          people={others}
          total={total}
          triggerRef={button}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
