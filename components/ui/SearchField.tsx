'use client'

import { Search, X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import type { SearchFieldProps as AriaSearchFieldProps } from 'react-aria-components/SearchField'
import type { Ref } from 'react'
import { controlStyles } from './Field'

export interface SearchFieldProps extends Omit<
  AriaSearchFieldProps,
  'children' | 'className' | 'style' | 'render'
> {
  /** For screen readers; the glass and the placeholder say it to the others. */
  readonly label: string
  readonly placeholder?: string
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** Narrows a list while one types. Escape and the cross empty it. */
export function SearchField({
  label,
  placeholder = 'Search',
  className = '',
  ref,
  ...props
}: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={`group relative min-w-0 ${className}`}>
      <Label className="sr-only">{label}</Label>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-subtle"
      />
      <Input
        {...(ref ? { ref } : {})}
        placeholder={placeholder}
        className={`${controlStyles} h-8 px-8 text-base [&::-webkit-search-cancel-button]:hidden`}
      />
      <AriaButton className="absolute top-1/2 right-1 grid size-6 -translate-y-1/2 place-items-center rounded-sm text-subtle transition-colors group-data-empty:hidden hover:bg-hover hover:text-ink">
        <X aria-hidden="true" className="size-4" />
      </AriaButton>
    </AriaSearchField>
  )
}
