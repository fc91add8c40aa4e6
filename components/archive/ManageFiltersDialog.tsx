'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { IconButton } from '@/components/ui/IconButton'
import { notify } from '@/components/ui/notify'
import { TextField } from '@/components/ui/TextField'
import { useDeleteFilter, useRenameFilter, useSaveFilter } from '@/hooks/desk/useFilterActions.ts'
import type { SavedFilter } from '@/lib/domains/desk/contract.ts'

export interface ManageFiltersDialogProps {
  readonly filters: readonly SavedFilter[]
  readonly onClose: () => void
}

/** Renames and deletes one's own filters. */
export function ManageFiltersDialog({ filters, onClose }: ManageFiltersDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} title="Saved filters" footer={<Button onPress={onClose}>Done</Button>}>
      <ul className="grid gap-2">
        {filters.map((filter) => (
          <FilterItem key={`${filter.id} ${filter.name}`} filter={filter} />
        ))}
      </ul>
    </Dialog>
  )
}

function FilterItem({ filter }: { readonly filter: SavedFilter }) {
  const [name, setName] = useState(filter.name)
  const rename = useRenameFilter(filter.id)
  const restore = useSaveFilter(() => undefined)
  const remove = useDeleteFilter(filter.id, () =>
    notify.undoable(`“${filter.name}” deleted`, () =>
      restore.mutate({ list: filter.list, name: filter.name, query: filter.query }),
    ),
  )
  const error = rename.error ?? remove.error
  return (
    <li>
      <form
        className="flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          rename.mutate({ name })
        }}
      >
        <TextField
          label={`Name of ${filter.name}`}
          hideLabel
          value={name}
          onChange={setName}
          className="grow"
          {...(error ? { error: error.fields?.['name'] ?? error.message } : {})}
        />
        <Button type="submit" isDisabled={name.trim() === filter.name} isPending={rename.isPending}>
          Rename
        </Button>
        <IconButton
          label={`Delete ${filter.name}`}
          icon={<Trash2 />}
          isPending={remove.isPending}
          onPress={() => remove.mutate()}
        />
      </form>
    </li>
  )
}
