import { COMMAND_SECTIONS, type Command } from './command.ts'
import type { KeyPress } from './keyPress.ts'

/** The second key of a sequence comes within so long. */
export const SEQUENCE_MS = 1_000

/** All that can be done on the page now. One for the whole page: `?`, the palette and the keys read the same list. */
export interface CommandRegistry {
  /** Returns the undo. */
  readonly add: (command: Command) => () => void
  /** By section, in the order in which they came; of equal ids the last one. The same array until something changes. */
  readonly list: () => readonly Command[]
  readonly watch: (listener: () => void) => () => void
  /** True when the key belonged to a command or began a sequence. */
  readonly press: (press: KeyPress) => boolean
  /** Off: keys without ⌘ or Ctrl do nothing (WCAG 2.1.4), Escape excepted. */
  readonly setSingleKeys: (areOn: boolean) => void
}

/** `now`: ms. */
export function createCommandRegistry({ now }: { readonly now: () => number }): CommandRegistry {
  const added = new Set<Command>()
  const listeners = new Set<() => void>()
  let listed: readonly Command[] | null = null
  let singleKeys = true
  let begun: { readonly key: string; readonly at: number } | null = null

  const changed = () => {
    listed = null
    for (const listener of listeners) listener()
  }
  const list = () => (listed ??= sort(added))
  const byKeys = (keys: string) => [...added].findLast((command) => command.keys === keys)

  const press = (pressed: KeyPress): boolean => {
    const key = nameOf(pressed)
    const first = begun !== null && now() - begun.at <= SEQUENCE_MS ? begun.key : null
    begun = null
    if (key === null || !isHeard(pressed, singleKeys)) return false
    const command = (first === null ? undefined : byKeys(`${first} ${key}`)) ?? byKeys(key)
    if (command) {
      command.run()
      return true
    }
    if (![...added].some(({ keys }) => keys?.startsWith(`${key} `))) return false
    begun = { key, at: now() }
    return true
  }

  return {
    list,
    press,
    add(command) {
      added.add(command)
      changed()
      return () => {
        added.delete(command)
        changed()
      }
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setSingleKeys(areOn) {
      singleKeys = areOn
      begun = null
    },
  }
}

/** As commands write it; null for what no command can be: Alt makes letters of other languages. */
function nameOf({ key, isMod, isAlt }: KeyPress): string | null {
  if (isAlt) return null
  return isMod ? `Mod+${key.toLowerCase()}` : key
}

function isHeard({ key, isMod, isTyping, isInDialog }: KeyPress, singleKeys: boolean): boolean {
  if (isInDialog) return false
  if (isMod) return true
  if (isTyping) return false
  return singleKeys || key === 'Escape'
}

function sort(added: ReadonlySet<Command>): readonly Command[] {
  const last = new Map([...added].map((command) => [command.id, command]))
  return COMMAND_SECTIONS.flatMap((section) =>
    [...last.values()].filter((command) => command.section === section),
  )
}
