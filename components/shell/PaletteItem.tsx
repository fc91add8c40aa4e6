'use client'

import { Command as Cmdk } from 'cmdk'
import { Archive, CornerDownLeft, FileOutput, ListFilter } from 'lucide-react'
import { Keys } from './Keys'
import type { PaletteEntry } from './paletteGroups'

const icons = { command: CornerDownLeft, crate: Archive, request: FileOutput, filter: ListFilter } as const

/** One line of the palette. */
export function PaletteItem({
  entry,
  onTake,
}: {
  readonly entry: PaletteEntry
  readonly onTake: () => void
}) {
  const Icon = icons[entry.kind]
  return (
    <Cmdk.Item
      value={entry.id}
      onSelect={onTake}
      className="group/item flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2 py-1 text-base text-ink select-none aria-selected:bg-hover max-sm:min-h-11"
    >
      <Icon
        aria-hidden="true"
        className="size-4 shrink-0 text-subtle group-aria-selected/item:text-accent-text"
      />
      <span className="tabular min-w-0 grow truncate">{entry.label}</span>
      {entry.hint && <span className="max-w-32 shrink-0 truncate text-sm text-muted">{entry.hint}</span>}
      {entry.kind === 'command' && entry.keys && <Keys keys={entry.keys} className="max-sm:hidden" />}
    </Cmdk.Item>
  )
}
