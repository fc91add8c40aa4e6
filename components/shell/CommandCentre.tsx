'use client'

import { lazyPart } from '@/components/ui/lazyPart'
import { useState } from 'react'
import { FrameCommands } from './FrameCommands'
import { SearchButton } from './SearchButton'
import { useIdleLoad } from './useIdleLoad'

// Loaded when somebody first asks for them.
const CommandPalette = lazyPart(() => import('./CommandPalette').then((module) => module.CommandPalette))
const KeysDialog = lazyPart(() => import('./KeysDialog').then((module) => module.KeysDialog))

/** The way to everything: the search button of the top bar, the palette that it opens, and the list of keys. */
export function CommandCentre() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOpen(null)
  useIdleLoad()
  return (
    <>
      <FrameCommands onSearch={() => setOpen('palette')} onShowKeys={() => setOpen('keys')} />
      <SearchButton onPress={() => setOpen('palette')} />
      {open === 'palette' && (
        <CommandPalette onClose={() => setOpen((now) => (now === 'palette' ? null : now))} />
      )}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </>
  )
}
