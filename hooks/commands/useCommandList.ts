import { use, useSyncExternalStore } from 'react'
import { CommandContext, type Commands } from './CommandContext.ts'
import type { Command } from './command.ts'

const NONE: readonly Command[] = []

/** The desk's registry. Throws outside of the desk. */
export function useCommands(): Commands {
  const commands = use(CommandContext)
  if (!commands) throw new Error('This hook needs a CommandProvider above it.')
  return commands
}

/** All that can be done now, by section. */
export function useCommandList(): readonly Command[] {
  const { registry } = useCommands()
  return useSyncExternalStore(registry.watch, registry.list, () => NONE)
}
