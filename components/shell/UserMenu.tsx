'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Avatar } from '@/components/ui/Avatar'
import type { Role } from '@/lib/domains/identity/contract.ts'

// Loaded when somebody first asks.
const UserMenuPanel = lazyPart(() => import('./UserMenuPanel').then((module) => module.UserMenuPanel))

/** Who is signed in, as the frame shows them. */
export interface DeskPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Null for people of the whole house. */
  readonly unitName: string | null
}

/** One's own face; the menu behind it has theme, keys, account and the way out. */
export function UserMenu({ person }: { readonly person: DeskPerson }) {
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<'by key' | 'by pointer' | null>(null)
  return (
    <>
      <AriaButton
        ref={button}
        aria-label={`You: ${person.name}`}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        onPress={({ pointerType }) =>
          setOpened(pointerType === 'mouse' || pointerType === 'touch' ? 'by pointer' : 'by key')
        }
        className="flex h-8 items-center rounded-full p-0.5 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
      >
        <Avatar id={person.id} name={person.name} isDecorative className="size-7! text-xs!" />
      </AriaButton>
      {opened !== null && (
        <UserMenuPanel
          person={person}
          triggerRef={button}
          isByKey={opened === 'by key'}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
