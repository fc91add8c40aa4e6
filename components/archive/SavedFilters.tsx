'use client'

import { Bookmark, BookmarkPlus, Pencil } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '@/components/ui/Menu'
import { useAddressFilter } from '@/hooks/archive/useAddressFilter.ts'
import { useSavedFilters } from '@/hooks/desk/useSavedFilters.ts'
import type { FilteredList } from '@/lib/domains/desk/contract.ts'
import { ManageFiltersDialog, SaveFilterDialog } from './lazyDialogs.tsx'

/** One's own filters of a list: pick one, keep the one that is set, put them in order. The same in all tabs. */
export function SavedFilters({ list }: { readonly list: FilteredList }) {
  const { params, set } = useAddressFilter()
  const saved = useSavedFilters(list).data?.items ?? []
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const query = params.toString()
  return (
    <>
      <Menu
        label="Saved filters"
        placement="bottom start"
        trigger={<Button icon={<Bookmark />}>Saved</Button>}
      >
        {saved.length > 0 && (
          <MenuSection title="Your filters">
            {saved.map((filter) => (
              <MenuItem key={filter.id} onAction={() => set(filter.query)}>
                {filter.name}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {saved.length > 0 && <MenuSeparator />}
        <MenuItem icon={<BookmarkPlus />} isDisabled={query === ''} onAction={() => setDialog('save')}>
          Save this filter…
        </MenuItem>
        <MenuItem icon={<Pencil />} isDisabled={saved.length === 0} onAction={() => setDialog('manage')}>
          Rename or delete…
        </MenuItem>
      </Menu>
      {dialog === 'save' && <SaveFilterDialog list={list} query={query} onClose={() => setDialog(null)} />}
      {dialog === 'manage' && <ManageFiltersDialog filters={saved} onClose={() => setDialog(null)} />}
    </>
  )
}
