'use client'

import type { RefObject } from 'react'
import { Avatar } from '@/components/ui/Avatar'
import { PopoverPanel } from '@/components/ui/PopoverPanel'
import { Time } from '@/components/ui/Time'
import type { usePresence } from '@/hooks/usePresence.ts'

export interface FacesPanelProps {
  readonly label: string
  readonly people: ReturnType<typeof usePresence>['people']
  /** All who are there; more than there are names where they are many. */
  readonly total: number
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
}

/** Who is here, by name, and since when. */
export function FacesPanel({ label, people, total, triggerRef, onClose }: FacesPanelProps) {
  return (
    <PopoverPanel label={label} triggerRef={triggerRef} onClose={onClose}>
      <div className="w-64 max-w-full">
        <p className="mb-2 text-sm font-medium text-ink">{label}</p>
        <ul className="grid gap-2">
          {people.map((person) => (
            <li key={person.user_id} className="flex items-center gap-2 text-base text-ink">
              <Avatar id={person.user_id} name={person.name} isDecorative />
              <span className="min-w-0 grow truncate">{person.name}</span>
              <Time at={person.since} className="text-xs text-muted" />
            </li>
          ))}
        </ul>
        {total > people.length && <p className="mt-2 text-sm text-muted">and {total - people.length} more</p>}
      </div>
    </PopoverPanel>
  )
}
