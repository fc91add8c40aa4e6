'use client'

import { Search } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Keys } from './Keys'

/** Opens the palette: a field to look at where there is room, a glass where there is not. */
export function SearchButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <AriaButton
      aria-haspopup="dialog"
      onPress={onPress}
      className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 text-sm text-muted transition-colors data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed lg:w-52 lg:border lg:border-line-strong lg:bg-sunken"
    >
      <Search aria-hidden="true" className="size-4 shrink-0" />
      <span className="grow text-left max-lg:sr-only">Search</span>
      <span className="max-lg:hidden">
        <Keys keys="Mod+k" />
      </span>
    </AriaButton>
  )
}
