'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { TextField } from '@/components/ui/TextField'
import { useSaveFilter } from '@/hooks/desk/useFilterActions.ts'
import type { FilteredList } from '@/lib/domains/desk/contract.ts'

export interface SaveFilterDialogProps {
  readonly list: FilteredList
  /** Of the address, without the question mark. */
  readonly query: string
  readonly onClose: () => void
}

/** Keeps the filter that is set under a name. */
export function SaveFilterDialog({ list, query, onClose }: SaveFilterDialogProps) {
  const form = useId()
  const [name, setName] = useState('')
  const save = useSaveFilter((filter) => {
    notify.done(`“${filter.name}” saved`)
    onClose()
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Save this filter"
      description="It appears under “Saved” and in the search, for you only."
      width="sm"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} isPending={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate({ list, name, query })
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          isRequired
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of a dialog that one has just opened
          autoFocus
          {...(save.error?.fields?.['name'] ? { error: save.error.fields['name'] } : {})}
        />
        {save.error && !save.error.fields?.['name'] && <FieldErrors message={save.error.message} />}
      </form>
    </Dialog>
  )
}
