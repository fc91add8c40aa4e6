import { useCommand } from '@/hooks/commands/useCommand.ts'
import type { RequestKind } from '@/lib/domains/archive/contract/archiveRequest.ts'

/** Offers new requests, of any kind or of one, on the page that can make them. `ask` null: the kind is still to be chosen. */
export function useRequestCommands(ask: (kind: RequestKind | null) => void): void {
  const section = 'This page'
  const words = 'ask request create'
  useCommand({ id: 'new-request', label: 'New request', section, keys: 'n', words, run: () => ask(null) })
  useCommand({
    id: 'new-withdrawal',
    label: 'New withdrawal',
    section,
    words,
    run: () => ask('withdrawal'),
  })
  useCommand({ id: 'new-transfer', label: 'New transfer', section, words, run: () => ask('transfer') })
  useCommand({
    id: 'new-destruction',
    label: 'New destruction',
    section,
    words,
    run: () => ask('destruction'),
  })
}
