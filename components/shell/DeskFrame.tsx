'use client'

import { useState } from 'react'
import type { ReactNode } from 'react'
import { NotificationBell } from '@/components/notifications/NotificationBell'
import { NotificationCare } from '@/components/notifications/NotificationCare'
import { CommandProvider } from '@/hooks/commands/CommandProvider.tsx'
import { BottomBar } from './BottomBar'
import { Breadcrumb } from './Breadcrumb'
import { CommandCentre } from './CommandCentre'
import { DemoBanner } from './DemoBanner'
import { LiveBadge } from './LiveBadge'
import { PresenceFaces } from './PresenceFaces'
import { SideNavigation } from './SideNavigation'
import { StaleBar } from './StaleBar'
import { keepChoice, NARROW_NAV_COOKIE, SINGLE_KEYS_COOKIE } from './theme'
import { TitleCount } from './TitleCount'
import { TopBarSlot } from './TopBarSlot'
import { UserMenu } from './UserMenu'
import type { DeskPerson } from './UserMenu'

export interface DeskFrameProps {
  readonly person: DeskPerson
  /** The topic whose people the top bar shows: one's unit, or all of them. */
  readonly presenceTopic: string | null
  readonly startsNarrow: boolean
  /** Whether single keys do something, until somebody says otherwise. */
  readonly startsWithKeys: boolean
  readonly isDemo: boolean
  readonly children: ReactNode
}

const keepKeys = (areOn: boolean) => keepChoice(SINGLE_KEYS_COOKIE, areOn ? '1' : '0')

/** What stands around every page of the desk: navigation, top bar, banners. */
export function DeskFrame(props: DeskFrameProps) {
  const { person, presenceTopic, startsNarrow, startsWithKeys, isDemo, children } = props
  const [isNarrow, setNarrow] = useState(startsNarrow)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  return (
    <CommandProvider startsWithKeys={startsWithKeys} onKeysChange={keepKeys}>
      <TopBarSlot value={slot}>
        <TitleCount />
        <a
          href="#main"
          className="sr-only z-50 rounded-md print:hidden bg-accent px-3 py-1.5 font-medium text-white focus:not-sr-only focus:fixed! focus:top-2 focus:left-2"
        >
          Skip to the content
        </a>
        <div className="flex min-h-dvh bg-canvas print:block print:bg-transparent">
          <SideNavigation
            isNarrow={isNarrow}
            onNarrowChange={(narrow) => {
              setNarrow(narrow)
              keepChoice(NARROW_NAV_COOKIE, narrow ? '1' : '0')
            }}
          />
          <div className="flex min-w-0 grow flex-col bg-surface print:block print:bg-transparent">
            {isDemo && <DemoBanner />}
            <header className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface pr-3 pl-4 sm:pr-4 sm:pl-6 print:hidden">
              <Breadcrumb slotRef={setSlot} />
              <PresenceFaces
                topic={presenceTopic}
                label={person.unitName ? `Here in ${person.unitName}` : 'Here now'}
              />
              <CommandCentre />
              <NotificationBell />
              <LiveBadge />
              <UserMenu person={person} />
            </header>
            <StaleBar />
            <NotificationCare />
            <main
              id="main"
              tabIndex={-1}
              className="flex min-w-0 grow flex-col outline-none! max-md:pb-16 print:block print:p-0"
            >
              {children}
            </main>
          </div>
          <BottomBar />
        </div>
      </TopBarSlot>
    </CommandProvider>
  )
}
