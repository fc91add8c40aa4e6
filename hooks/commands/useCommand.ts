import { use, useEffect, useEffectEvent } from 'react'
import type { Command } from './command.ts'
import { CommandContext } from './CommandContext.ts'

/** The parameter of an address that says what to do once the page is there: `/archive/crates?do=register-crate`. */
export const DO_PARAM = 'do'

/**
 * Offers a command while mounted: to the palette, and by its keys. `run` is always the one of the last render. Null: not now.
 * An address that asks for a command of the page (`?do=` and its id) runs it once; the frame's never listen to addresses.
 */
export function useCommand(command: Command | null): void {
  const registry = use(CommandContext)?.registry
  const run = useEffectEvent(() => command?.run())
  const { id, label, section, keys, words, isHidden } = command ?? {}
  useEffect(() => {
    if (!registry || id === undefined || label === undefined || section === undefined) return
    const undo = registry.add({
      id,
      label,
      section,
      ...(keys === undefined ? {} : { keys }),
      ...(words === undefined ? {} : { words }),
      ...(isHidden === undefined ? {} : { isHidden }),
      run: () => run(),
    })
    // Once all effects of the page are through: the router's own hold on the history is then in place.
    queueMicrotask(() => {
      if (section === 'This page' && takeFromAddress(id)) run()
    })
    return undo
  }, [registry, id, label, section, keys, words, isHidden])
}

/** True once, where the address asks for the command. */
function takeFromAddress(id: string): boolean {
  const address = new URL(window.location.href)
  if (address.searchParams.get(DO_PARAM) !== id) return false
  address.searchParams.delete(DO_PARAM)
  window.history.replaceState(null, '', address.pathname + address.search)
  return true
}
