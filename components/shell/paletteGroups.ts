import { COMMAND_SECTIONS, type Command } from '@/hooks/commands/command.ts'
import { rankCommands } from '@/hooks/commands/rankCommands.ts'
import type { ArchiveRequest } from '@/lib/domains/archive/contract/archiveRequest.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'

/** What every line of the palette has. */
interface Line {
  /** Unique among all lines. */
  readonly id: string
  readonly label: string
  /** Small, behind the label. */
  readonly hint?: string
}

/** Something to do. */
export interface PaletteCommand extends Line {
  readonly kind: 'command'
  readonly keys?: string
  readonly run: () => void
}

/** Somewhere to go. */
export interface PaletteLink extends Line {
  readonly kind: 'crate' | 'request' | 'filter'
  readonly href: string
  /** Other words by which it is found. */
  readonly words?: string
}

export type PaletteEntry = PaletteCommand | PaletteLink

export interface PaletteGroup {
  readonly title: string
  readonly entries: readonly PaletteEntry[]
}

export interface PaletteSources {
  /** As typed, trimmed. */
  readonly words: string
  readonly commands: readonly Command[]
  readonly filters: readonly PaletteLink[]
  /** What the server found for the words. */
  readonly crates: readonly Crate[]
  readonly requests: readonly ArchiveRequest[]
}

const NUMBER = /\d/

/**
 * The palette's lines under their headings; headings without lines are left out. Words with a figure look for a number: then what
 * was found stands above what can be done.
 */
export function paletteGroups({
  words,
  commands,
  filters,
  crates,
  requests,
}: PaletteSources): readonly PaletteGroup[] {
  const found = [
    { title: 'Crates', entries: crates.map(crateEntry) },
    { title: 'Requests', entries: requests.map(requestEntry) },
  ]
  const offered = [
    ...(words === ''
      ? COMMAND_SECTIONS.map((title) => ({
          title,
          entries: commands.filter(({ section }) => section === title).map(commandEntry),
        }))
      : [{ title: 'Commands', entries: rankCommands(commands, words).map(commandEntry) }]),
    { title: 'Saved filters', entries: rankCommands(filters, words) },
  ]
  const groups = NUMBER.test(words) ? [...found, ...offered] : [...offered, ...found]
  return groups.filter(({ entries }) => entries.length > 0)
}

const commandEntry = ({ id, label, keys, run }: Command): PaletteCommand => ({
  kind: 'command',
  id: `command ${id}`,
  label,
  run,
  ...(keys === undefined ? {} : { keys }),
})

const crateEntry = ({ id, number, label, location }: Crate): PaletteLink => ({
  kind: 'crate',
  id: `crate ${id}`,
  label: `${number} ${label}`,
  hint: location,
  href: `/archive/crates/${id}`,
})

const requestEntry = ({ id, number, reason, unit }: ArchiveRequest): PaletteLink => ({
  kind: 'request',
  id: `request ${id}`,
  label: `${number} ${reason}`,
  hint: unit.name,
  href: `/archive/requests/${id}`,
})
