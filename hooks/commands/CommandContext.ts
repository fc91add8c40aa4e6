import { createContext } from 'react'
import type { CommandRegistry } from './commandRegistry.ts'

/** What the desk's frame hands to its pages. */
export interface Commands {
  readonly registry: CommandRegistry
  /** Whether keys without ⌘ or Ctrl do something. */
  readonly areKeysOn: boolean
  readonly setKeysOn: (areOn: boolean) => void
}

/** Null outside of the desk: commands are then not to be had, and nothing breaks. */
export const CommandContext = createContext<Commands | null>(null)
