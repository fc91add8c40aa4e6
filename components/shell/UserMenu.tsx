'use client'

import { Check, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Avatar } from '@/components/ui/Avatar'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '@/components/ui/Menu'
import { notify } from '@/components/ui/notify'
import { useSignOut } from '@/hooks/identity/useSignOut.ts'
import type { Role } from '@/lib/domains/identity/contract.ts'
import { roleLabel } from './roleLabel'
import { useTheme } from './useTheme'

/** Who is signed in, as the frame shows them. */
export interface DeskPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  /** Null for people of the whole house. */
  readonly unitName: string | null
}

const themes = [
  { id: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { id: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
  { id: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" /> },
] as const

/** One's own name, theme, account, and the way out. */
export function UserMenu({ person }: { readonly person: DeskPerson }) {
  const [theme, setTheme] = useTheme()
  const signOut = useSignOut()
  const leave = async (): Promise<void> => {
    if (await signOut()) location.assign('/sign-in')
    else notify.failed('You are still signed in: the server could not be reached.', () => void leave())
  }
  return (
    <Menu
      label="You"
      trigger={
        <AriaButton
          aria-label={`You: ${person.name}`}
          className="flex h-8 items-center rounded-full p-0.5 transition-colors data-hovered:bg-hover data-pressed:bg-pressed"
        >
          <Avatar id={person.id} name={person.name} isDecorative className="size-7! text-xs!" />
        </AriaButton>
      }
      header={
        <>
          <p className="text-base font-medium text-ink">{person.name}</p>
          <p className="text-sm text-muted">
            {roleLabel[person.role]}
            {person.unitName && `, ${person.unitName}`}
          </p>
          <p className="text-xs text-subtle">{person.email}</p>
        </>
      }
    >
      <MenuSection title="Theme">
        {themes.map(({ id, label, icon }) => (
          <MenuItem
            key={id}
            icon={icon}
            textValue={theme === id ? `${label}, chosen` : label}
            aria-label={theme === id ? `${label}, chosen` : label}
            end={theme === id && <Check aria-hidden="true" />}
            onAction={() => setTheme(id)}
          >
            {label}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={<KeyRound aria-hidden="true" />} href="/account">
        Sessions and password
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden="true" />} onAction={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
