import { DO_PARAM } from '@/hooks/commands/useCommand.ts'

/** Something new that can be begun from everywhere. */
export interface Creation {
  /** The id under which its page offers it, if it does. */
  readonly id: string
  readonly label: string
  readonly words: string
  /** The page that does it, told to begin at once. */
  readonly href: string
}

const creation = (path: string, id: string, label: string, words: string): Creation => ({
  id,
  label,
  words,
  href: `${path}?${DO_PARAM}=${id}`,
})

/** All there is. What its page offers under the same id does not lead away there. */
export const CREATIONS: readonly Creation[] = [
  creation('/messages', 'new-message', 'New message', 'write chat conversation group'),
  creation('/archive/crates', 'register-crate', 'Register crate', 'new add create'),
  {
    id: 'import-crates',
    label: 'Import crates',
    words: 'csv spreadsheet list',
    href: '/archive/crates/import',
  },
  creation('/archive/crates', 'scan-label', 'Scan a label', 'camera code find'),
  creation('/archive/requests', 'new-request', 'New request', 'ask create'),
  creation('/archive/requests', 'new-withdrawal', 'New withdrawal', 'ask request create'),
  creation('/archive/requests', 'new-transfer', 'New transfer', 'ask request create'),
  creation('/archive/requests', 'new-destruction', 'New destruction', 'ask request create'),
]
