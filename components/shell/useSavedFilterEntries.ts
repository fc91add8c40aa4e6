'use client'

import { useSavedFilters } from '@/hooks/desk/useSavedFilters.ts'
import type { FilteredList } from '@/lib/domains/desk/contract.ts'
import type { PaletteLink } from './paletteGroups'

const LISTS: Readonly<Record<FilteredList, { readonly path: string; readonly label: string }>> = {
  crates: { path: '/archive/crates', label: 'Crates' },
  requests: { path: '/archive/requests', label: 'Requests' },
}

/** One's saved filters as places to go; none until they are known. */
export function useSavedFilterEntries(): readonly PaletteLink[] {
  const { data } = useSavedFilters()
  return (data?.items ?? []).map(({ id, list, name, query }) => ({
    kind: 'filter',
    id: `filter ${id}`,
    label: name,
    hint: LISTS[list].label,
    words: `filter ${LISTS[list].label}`,
    href: query === '' ? LISTS[list].path : `${LISTS[list].path}?${query}`,
  }))
}
