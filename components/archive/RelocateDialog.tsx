'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { Notice } from '@/components/ui/Notice'
import { notify } from '@/components/ui/notify'
import { TextField } from '@/components/ui/TextField'
import { useRelocateCrates } from '@/hooks/archive/useRelocateCrates.ts'
import type { Crate, CrateRelocated } from '@/lib/domains/archive/contract/crate.ts'
import { countCrates } from './archiveLooks.ts'

export interface RelocateDialogProps {
  readonly crates: readonly Crate[]
  readonly onClose: () => void
  /** Some of them, or all, stand in their new place. */
  readonly onDone: () => void
}

/** One new place for several crates. Those that cannot be moved are named; the others can be put back for a moment. */
export function RelocateDialog({ crates, onClose, onDone }: RelocateDialogProps) {
  const form = useId()
  const [location, setLocation] = useState('')
  const [refused, setRefused] = useState<CrateRelocated['refused']>([])
  const putBack = useRelocateCrates((answer) => {
    if (answer.refused.length === 0) notify.done(`${countCrates(answer.changed.length)} put back`)
    else notify.problem(`${countCrates(answer.refused.length)} could not be put back`, reasonOf(answer))
  })
  const relocate = useRelocateCrates((answer) => {
    const before = new Map(crates.map((crate) => [crate.id, crate.location]))
    const items = answer.changed.flatMap(({ id, version }) => {
      const place = before.get(id)
      return place === undefined ? [] : [{ id, version, location: place }]
    })
    if (items.length > 0) {
      notify.undoable(`${countCrates(items.length)} relocated`, () => putBack.mutate({ items }))
      onDone()
    }
    if (answer.refused.length === 0) onClose()
    else setRefused(answer.refused)
  })
  const error = relocate.error
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Relocate ${countCrates(crates.length)}`}
      description="All of them go to the same place."
      isDismissable={!relocate.isPending}
      footer={
        refused.length > 0 ? (
          <Button variant="primary" onPress={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form={form} isPending={relocate.isPending}>
              Relocate
            </Button>
          </>
        )
      }
    >
      {refused.length > 0 ? (
        <Notice kind="warning" title={`${countCrates(refused.length)} stayed where they are`}>
          <ul className="mt-1 grid gap-1">
            {refused.map(({ id, number, message }) => (
              <li key={id}>
                <span className="tabular font-medium">{number ?? 'A crate that is gone'}</span>: {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : (
        <form
          id={form}
          onSubmit={(event) => {
            event.preventDefault()
            if (relocate.isPending) return
            relocate.mutate({ items: crates.map(({ id, version }) => ({ id, version, location })) })
          }}
        >
          <TextField
            label="New location"
            value={location}
            onChange={setLocation}
            placeholder="Basement B, shelf 14"
            isRequired
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the only field of a dialog that one has just opened
            autoFocus
          />
          {error && (
            <FieldErrors message={error.message} {...(error.fields ? { fields: error.fields } : {})} />
          )}
        </form>
      )}
    </Dialog>
  )
}

const reasonOf = ({ refused }: CrateRelocated): string =>
  refused.map(({ number, message }) => `${number ?? 'A crate'}: ${message}`).join(' ')
