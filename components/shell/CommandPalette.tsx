'use client'

import { Command as Cmdk } from 'cmdk'
import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Spinner } from '@/components/ui/Spinner'
import { useFound } from '@/hooks/archive/useFound.ts'
import { useSettled } from '@/hooks/archive/useSettled.ts'
import { useCommandList } from '@/hooks/commands/useCommandList.ts'
import { PaletteItem } from './PaletteItem'
import { paletteGroups, type PaletteEntry } from './paletteGroups'
import { useSavedFilterEntries } from './useSavedFilterEntries'

/** Words are sent to the server when typing has rested for so long. */
const REST_MS = 150

/** One field that finds everything: what can be done, where one can go, crates and requests by number or words. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const words = typed.trim()
  const settled = useSettled(words, REST_MS)
  const found = useFound(words === '' ? '' : settled)
  const groups = paletteGroups({
    words,
    commands: useCommandList().filter(({ isHidden }) => !isHidden),
    filters: useSavedFilterEntries(),
    crates: found.crates,
    requests: found.requests,
  })
  const entries = groups.flatMap((group) => group.entries)
  const isPending = words !== settled || found.isLoading
  // The first one is chosen as long as nobody has chosen another: what is found later may go before it.
  const current = entries.find(({ id }) => id === chosen) ?? entries[0]

  useFieldOf(field)

  const take = (entry: PaletteEntry) => {
    onClose()
    if ('href' in entry) router.push(entry.href)
    else entry.run()
  }
  const choose = (id: string) => setChosen(id === entries[0]?.id ? null : id)

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      className="fixed inset-0 z-40 flex items-start justify-center bg-veil transition-opacity duration-120 data-entering:opacity-0 sm:p-4 sm:pt-[12vh] print:hidden"
    >
      <Modal className="w-full sm:max-w-xl">
        <AriaDialog
          aria-label="Search and commands"
          className="flex h-dvh flex-col overflow-hidden bg-raised shadow-overlay outline-none sm:h-auto sm:max-h-[70dvh] sm:rounded-lg"
        >
          <Cmdk
            label="Search and commands"
            shouldFilter={false}
            loop
            value={current?.id ?? ''}
            onValueChange={choose}
            onKeyDown={(event) => {
              if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
              event.preventDefault()
              onClose()
            }}
            className="flex min-h-0 flex-col"
          >
            <div className="flex shrink-0 items-center gap-2.5 border-b border-line px-4">
              {isPending && words !== '' ? (
                <Spinner />
              ) : (
                <Search aria-hidden="true" className="size-4 shrink-0 text-subtle" />
              )}
              <Cmdk.Input
                ref={field}
                value={typed}
                onValueChange={(next) => {
                  setTyped(next)
                  setChosen(null)
                }}
                placeholder="Search, or say what to do"
                className="h-12 min-w-0 grow bg-transparent text-lg text-ink outline-none!"
              />
              <button
                type="button"
                onClick={onClose}
                className="rounded-sm px-1 text-sm font-medium text-muted hover:text-ink sm:hidden"
              >
                Close
              </button>
            </div>
            <Cmdk.List
              label="Results"
              className={`min-h-0 scroll-py-2 overflow-y-auto overscroll-contain ${groups.length > 0 ? 'p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]' : ''}`}
            >
              {groups.map(({ title, entries: grouped }) => (
                <Cmdk.Group
                  key={title}
                  heading={title}
                  className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle"
                >
                  {grouped.map((entry) => (
                    <PaletteItem key={entry.id} entry={entry} onTake={() => take(entry)} />
                  ))}
                </Cmdk.Group>
              ))}
            </Cmdk.List>
            <PaletteStatus
              words={words}
              count={entries.length}
              isPending={isPending}
              problem={found.error?.message ?? null}
            />
          </Cmdk>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/**
 * Whoever opens the palette wants to write into it; and the field says which line is chosen. cmdk says it only where it chooses
 * by itself, so what it marks is read off its lines.
 */
function useFieldOf(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const input = field.current
    const root = input?.closest('[cmdk-root]')
    if (!input || !root) return
    input.focus()
    const say = () => {
      const id = root.querySelector('[cmdk-item][data-selected=true]')?.id ?? null
      if (input.getAttribute('aria-activedescendant') === id) return
      if (id === null) input.removeAttribute('aria-activedescendant')
      else input.setAttribute('aria-activedescendant', id)
    }
    say()
    const observer = new MutationObserver(say)
    const attributeFilter = ['data-selected', 'aria-activedescendant']
    observer.observe(root, { subtree: true, childList: true, attributeFilter })
    return () => observer.disconnect()
  }, [field])
}

interface PaletteStatusProps {
  readonly words: string
  readonly count: number
  readonly isPending: boolean
  readonly problem: string | null
}

/** Nothing found, or not to be had: seen where it matters, heard always. */
function PaletteStatus({ words, count, isPending, problem }: PaletteStatusProps) {
  const isQuiet = problem === null && (count > 0 || isPending)
  return (
    <output
      className={
        isQuiet ? 'sr-only' : `block px-4 py-3 text-sm text-muted ${count > 0 ? 'border-t border-line' : ''}`
      }
    >
      {problem !== null && `${problem} Pages and commands are still here.`}
      {problem === null &&
        count === 0 &&
        !isPending &&
        `Nothing is called “${words}”. Try a number or another word.`}
      {problem === null && count > 0 && words !== '' && !isPending && `${count} results`}
    </output>
  )
}
