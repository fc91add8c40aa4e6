'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { useTheme } from './useTheme'

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  const [theme, setTheme] = useTheme()
  return (
    <SegmentedControl
      label="Theme"
      value={theme}
      onChange={setTheme}
      segments={[
        { id: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
        { id: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
        { id: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
      ]}
    />
  )
}
