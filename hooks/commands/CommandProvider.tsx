'use client'

import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { CommandContext } from './CommandContext.ts'
import { createCommandRegistry } from './commandRegistry.ts'
import { readKeyPress } from './keyPress.ts'

export interface CommandProviderProps {
  readonly startsWithKeys: boolean
  /** Somebody switched the single keys on or off: to be kept. */
  readonly onKeysChange: (areOn: boolean) => void
  readonly children: ReactNode
}

/** Everything under it can offer commands, and hears their keys. */
export function CommandProvider({ startsWithKeys, onKeysChange, children }: CommandProviderProps): ReactNode {
  const [registry] = useState(() => createCommandRegistry({ now: () => performance.now() }))
  const [areKeysOn, setKeysOn] = useState(startsWithKeys)

  useEffect(() => registry.setSingleKeys(areKeysOn), [registry, areKeysOn])

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const press = readKeyPress(event)
      if (press !== null && registry.press(press)) event.preventDefault()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [registry])

  const commands = useMemo(
    () => ({
      registry,
      areKeysOn,
      setKeysOn: (areOn: boolean) => {
        setKeysOn(areOn)
        onKeysChange(areOn)
      },
    }),
    [registry, areKeysOn, onKeysChange],
  )
  return <CommandContext value={commands}>{children}</CommandContext>
}
