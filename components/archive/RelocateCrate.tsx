'use client'

import { MoveRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { Popover } from '@/components/ui/Popover'
import { TextField } from '@/components/ui/TextField'
import { useUpdateCrate } from '@/hooks/archive/useCrateActions.ts'
import type { Crate } from '@/lib/domains/archive/contract/crate.ts'

/** Moves a crate to another place without opening the whole form; the move can be taken back for a moment. */
export function RelocateCrate({ crate }: { readonly crate: Crate }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover
      label={`Move ${crate.number}`}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="sm" icon={<MoveRight />} className="-my-1">
          Move
        </Button>
      }
    >
      <RelocateForm crate={crate} onDone={() => setOpen(false)} />
    </Popover>
  )
}

function RelocateForm({ crate, onDone }: { readonly crate: Crate; readonly onDone: () => void }) {
  const [location, setLocation] = useState('')
  const putBack = useUpdateCrate(crate.id, ({ number, location: place }) =>
    notify.done(`${number} stands in ${place} again`),
  )
  const move = useUpdateCrate(crate.id, (moved) => {
    onDone()
    notify.undoable(`${moved.number} stands in ${moved.location} now`, () =>
      putBack.mutate(
        { version: moved.version, location: crate.location },
        { onError: (error) => notify.problem(`${moved.number} was not moved back`, error.message) },
      ),
    )
  })
  const problem = move.error?.fields['location']
  return (
    <form
      noValidate
      className="grid w-72 max-w-full gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        move.mutate({ version: crate.version, location })
      }}
    >
      {move.error && !problem && (
        <FieldErrors
          message={
            move.error.code === 'conflict'
              ? `Somebody has changed it just now; it stands in ${crate.location}. Move it again if it is still right.`
              : move.error.message
          }
        />
      )}
      <TextField
        label="New location"
        value={location}
        onChange={setLocation}
        placeholder={crate.location}
        error={problem}
        isRequired
        maxLength={200}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onDone}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          isPending={move.isPending}
          isDisabled={location.trim() === '' || location.trim() === crate.location}
        >
          Move
        </Button>
      </div>
    </form>
  )
}
