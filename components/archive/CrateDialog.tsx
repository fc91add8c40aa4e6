// oxlint-disable jsx-a11y/no-autofocus -- a dialog takes the focus, and this is its first thing to do
'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { Select } from '@/components/ui/Select'
import { TextField } from '@/components/ui/TextField'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useCreateCrate, useUpdateCrate } from '@/hooks/archive/useCrateActions.ts'
import { useEditing } from '@/hooks/archive/useEditing.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { useTyping } from '@/hooks/useTyping.ts'
import { crateTopic, type Crate } from '@/lib/domains/archive/contract.ts'
import { mayRegisterCrate } from '@/lib/domains/archive/policy.ts'
import { ConflictPanel, type Difference } from './ConflictPanel.tsx'
import { EDITING, EditorsHint } from './EditorsHint.tsx'

export interface CrateDialogProps {
  /** As it stands, kept live by the caller. Null: a new one. */
  readonly crate: Crate | null
  readonly onClose: () => void
  readonly onDone?: (crate: Crate) => void
}

/** Registers a crate, or changes what it is called and where it stands. */
export function CrateDialog({ crate, onClose, onDone }: CrateDialogProps) {
  return crate === null ? (
    <RegisterCrate onClose={onClose} onDone={onDone} />
  ) : (
    <EditCrate crate={crate} onClose={onClose} onDone={onDone} />
  )
}

type Ending = { readonly onClose: () => void; readonly onDone: ((crate: Crate) => void) | undefined }

function RegisterCrate({ onClose, onDone }: Ending) {
  const viewer = useViewer()
  const units = useUnits().filter(({ id }) => mayRegisterCrate(viewer, id))
  const [fields, setFields] = useState<Fields>({ label: '', location: '' })
  const [unitId, setUnitId] = useState(viewer.unitId)
  const create = useCreateCrate((crate) => {
    notify.done(`${crate.number} registered`)
    onClose()
    onDone?.(crate)
  })
  const chosen = unitId ?? units[0]?.id
  return (
    <CrateForm
      title="Register a crate"
      description="It gets its number by itself."
      submitLabel="Register"
      fields={fields}
      onChange={setFields}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onSubmit={() => create.mutate({ ...fields, ...(chosen && { unit_id: chosen }) })}
    >
      {units.length > 1 && (
        <Select
          label="Unit"
          options={units.map(({ id, name }) => ({ id, label: name }))}
          value={chosen ?? null}
          onChange={setUnitId}
          error={create.error?.fields['unit_id']}
        />
      )}
    </CrateForm>
  )
}

function EditCrate({ crate, onClose, onDone }: { readonly crate: Crate } & Ending) {
  const [fields, setFields] = useState<Fields>({ label: crate.label, location: crate.location })
  const update = useUpdateCrate(crate.id, (saved) => {
    notify.done(`${saved.number} saved`)
    onClose()
    onDone?.(saved)
  })
  const { base, newer, agree } = useEditing(crate, update.error)
  const { setTyping } = useTyping(crateTopic(crate.id), EDITING)
  const goOnFrom = (row: Crate, keepMine: boolean) => {
    setFields({
      label: keepMine && fields.label !== base.label ? fields.label : row.label,
      location: keepMine && fields.location !== base.location ? fields.location : row.location,
    })
    agree(row)
    update.reset()
  }
  return (
    <CrateForm
      title={`Edit ${crate.number}`}
      submitLabel="Save"
      fields={fields}
      onChange={(changed) => {
        setTyping(true)
        setFields(changed)
      }}
      error={newer ? null : update.error}
      isPending={update.isPending}
      isBlocked={newer !== null}
      onClose={onClose}
      onSubmit={() => update.mutate({ ...fields, version: base.version })}
    >
      <EditorsHint topic={crateTopic(crate.id)} />
      {newer && (
        <ConflictPanel
          name={newer.number}
          differences={differencesOf({ base, newer, fields })}
          onKeepMine={() => goOnFrom(newer, true)}
          onTakeTheirs={() => goOnFrom(newer, false)}
        />
      )}
    </CrateForm>
  )
}

interface Fields {
  readonly label: string
  readonly location: string
}

const LABELS = { label: 'Contents', location: 'Location' } as const

function differencesOf({ base, newer, fields }: { base: Crate; newer: Crate; fields: Fields }): Difference[] {
  const names = Object.keys(LABELS) as (keyof Fields)[]
  const written = names
    .filter((name) => newer[name] !== base[name])
    .map((name) => ({
      label: LABELS[name],
      mine: fields[name] === base[name] || fields[name] === newer[name] ? null : fields[name],
      theirs: newer[name],
    }))
  const isMoved = newer.status !== base.status
  return isMoved
    ? [...written, { label: 'Status', mine: null, theirs: newer.status.replace('_', ' ') }]
    : written
}

interface CrateFormProps {
  readonly title: string
  readonly description?: string
  readonly submitLabel: string
  readonly fields: Fields
  readonly onChange: (fields: Fields) => void
  readonly error: ApiError | null
  readonly isPending: boolean
  readonly isBlocked?: boolean
  readonly onClose: () => void
  readonly onSubmit: () => void
  readonly children?: React.ReactNode
}

function CrateForm(props: CrateFormProps) {
  const { fields, onChange, error, isPending, isBlocked = false, onClose, onSubmit } = props
  const form = useId()
  const { label, location, unit_id: unit } = error?.fields ?? {}
  const isPlaced = label !== undefined || location !== undefined || unit !== undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={props.title}
      description={props.description}
      isDismissable={!isPending}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={form} isPending={isPending} isDisabled={isBlocked}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {error && !isPlaced && <FieldErrors message={error.message} />}
        {props.children}
        <TextField
          label={LABELS.label}
          value={fields.label}
          onChange={(value) => onChange({ ...fields, label: value })}
          placeholder="Operation reports, January to March"
          error={label}
          isRequired
          autoFocus
          maxLength={200}
        />
        <TextField
          label={LABELS.location}
          value={fields.location}
          onChange={(value) => onChange({ ...fields, location: value })}
          placeholder="Basement B1, aisle 3, shelf 2"
          error={location}
          isRequired
          maxLength={200}
        />
      </form>
    </Dialog>
  )
}
