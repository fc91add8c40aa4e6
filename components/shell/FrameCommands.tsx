'use client'

import { usePathname, useRouter } from 'next/navigation'
import type { Command } from '@/hooks/commands/command.ts'
import { useCommand } from '@/hooks/commands/useCommand.ts'
import { useCommands } from '@/hooks/commands/useCommandList.ts'
import { CREATIONS } from './creations'
import { ACCOUNT_PLACE, listAbove, PLACE_GROUPS, sheetOf } from './navigation'
import { focusRow, focusSearch } from './pageFocus'
import { THEMES } from './theme'
import { useLeave } from './useLeave'
import { useTheme } from './useTheme'

export interface FrameCommandsProps {
  readonly onSearch: () => void
  readonly onShowKeys: () => void
}

const THEME_LABELS = { light: 'Light theme', dark: 'Dark theme', system: 'Theme of the system' } as const

/** What can be done on every page. Draws nothing. */
export function FrameCommands({ onSearch, onShowKeys }: FrameCommandsProps) {
  const router = useRouter()
  const [theme, setTheme] = useTheme()
  const leave = useLeave()
  const { areKeysOn, setKeysOn } = useCommands()
  const places = [...PLACE_GROUPS.flatMap((group) => group.places), ACCOUNT_PLACE]
  return (
    <>
      {places.map(({ href, label, keys }) => (
        <Offer
          key={href}
          id={`go ${href}`}
          label={label}
          section="Go to"
          keys={keys}
          run={() => router.push(href)}
        />
      ))}
      {CREATIONS.map(({ id, label, words, href }) => (
        <Offer key={id} id={id} label={label} words={words} section="Create" run={() => router.push(href)} />
      ))}
      {THEMES.filter((each) => each !== theme).map((each) => (
        <Offer
          key={each}
          id={`theme ${each}`}
          label={THEME_LABELS[each]}
          words="theme colours appearance night day"
          section="Look"
          run={() => setTheme(each)}
        />
      ))}
      <Offer id="search" label="Search and commands" section="You" keys="Mod+k" isHidden run={onSearch} />
      <Offer
        id="keys"
        label="Show the keys"
        words="keyboard shortcuts help"
        section="You"
        keys="?"
        run={onShowKeys}
      />
      <Offer
        id="single-keys"
        label={areKeysOn ? 'Switch single keys off' : 'Switch single keys on'}
        words="keyboard shortcuts"
        section="You"
        run={() => setKeysOn(!areKeysOn)}
      />
      <Offer id="sign-out" label="Sign out" words="leave log out" section="You" run={leave} />
      <PageKeys />
    </>
  )
}

/** Keys that mean the same on every page that has something for them. */
function PageKeys() {
  const router = useRouter()
  const pathname = usePathname()
  const list = listAbove(pathname)
  const sheet = sheetOf(pathname)
  return (
    <>
      {sheet && (
        <Offer
          id="print-list"
          label="Print this list"
          words="paper"
          section="This page"
          keys="p"
          run={() => router.push(sheet + window.location.search)}
        />
      )}
      <Offer
        id="focus-search"
        label="Search on this page"
        section="This page"
        keys="/"
        isHidden
        run={focusSearch}
      />
      <Offer id="next-row" label="Next row" section="This page" keys="j" isHidden run={() => focusRow(1)} />
      <Offer
        id="previous-row"
        label="Row before"
        section="This page"
        keys="k"
        isHidden
        run={() => focusRow(-1)}
      />
      {list && (
        <Offer
          id="close-detail"
          label="Close the detail"
          section="This page"
          keys="Escape"
          isHidden
          run={() => router.push(list + window.location.search)}
        />
      )}
    </>
  )
}

function Offer(command: Command) {
  useCommand(command)
  return null
}
