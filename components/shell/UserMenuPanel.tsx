'use client'

import { Check, Keyboard, KeyRound, LogOut, Monitor, Moon, Rows3, Rows4, Sun } from 'lucide-react'
import type { RefObject } from 'react'
import { MenuItem, MenuSection, MenuSeparator } from '@/components/ui/Menu'
import { MenuPanel } from '@/components/ui/MenuPanel'
import { DENSITY_COOKIE } from '@/components/ui/density'
import { showDensity, useDensity } from '@/components/ui/useDensity'
import { useCommands } from '@/hooks/commands/useCommandList.ts'
import { roleLabel } from './roleLabel'
import { keepChoice } from './theme'
import { useLeave } from './useLeave'
import type { DeskPerson } from './UserMenu'
import { useTheme } from './useTheme'

const themes = [
  { id: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { id: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
  { id: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" /> },
] as const

const densities = [
  { id: 'comfortable', label: 'Comfortable', icon: <Rows3 aria-hidden="true" /> },
  { id: 'compact', label: 'Compact', icon: <Rows4 aria-hidden="true" /> },
] as const

export interface UserMenuPanelProps {
  readonly person: DeskPerson
  readonly triggerRef: RefObject<Element | null>
  readonly onClose: () => void
  readonly isByKey: boolean
}

/** One's own name, theme, keys, account, and the way out. */
export function UserMenuPanel({ person, triggerRef, onClose, isByKey }: UserMenuPanelProps) {
  const [theme, setTheme] = useTheme()
  const density = useDensity()
  const { areKeysOn, setKeysOn } = useCommands()
  const leave = useLeave()
  return (
    <MenuPanel
      label="You"
      focus={isByKey ? 'first' : 'menu'}
      triggerRef={triggerRef}
      onClose={onClose}
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
      <MenuSection title="Rows in lists">
        {densities.map(({ id, label, icon }) => (
          <MenuItem
            key={id}
            icon={icon}
            textValue={density === id ? `${label}, chosen` : label}
            aria-label={density === id ? `${label}, chosen` : label}
            end={density === id && <Check aria-hidden="true" />}
            onAction={() => {
              showDensity(id)
              keepChoice(DENSITY_COOKIE, id)
            }}
          >
            {label}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuItem
        icon={<Keyboard aria-hidden="true" />}
        textValue={areKeysOn ? 'Single keys, on' : 'Single keys, off'}
        aria-label={areKeysOn ? 'Single keys, on' : 'Single keys, off'}
        end={areKeysOn && <Check aria-hidden="true" />}
        onAction={() => setKeysOn(!areKeysOn)}
      >
        Single keys
      </MenuItem>
      <MenuItem icon={<KeyRound aria-hidden="true" />} href="/account">
        Sessions and password
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden="true" />} onAction={leave}>
        Sign out
      </MenuItem>
    </MenuPanel>
  )
}
