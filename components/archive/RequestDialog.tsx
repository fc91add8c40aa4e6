'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { notify } from '@/components/ui/notify'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import { Select } from '@/components/ui/Select'
import { TextArea } from '@/components/ui/TextArea'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useEditing } from '@/hooks/archive/useEditing.ts'
import { useCreateRequest, useUpdateRequest } from '@/hooks/archive/useRequestActions.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useTyping } from '@/hooks/useTyping.ts'
import { requestTopic, type ArchiveRequest, type Crate } from '@/lib/domains/archive/contract.ts'
import { ConflictPanel } from './ConflictPanel.tsx'
import { CratePicker, type PickedCrate } from './CratePicker.tsx'
import { EDITING, EditorsHint } from './EditorsHint.tsx'
import { differencesBetween, toFields, type RequestFields } from './requestFields.ts'

export interface RequestDialogProps {
  /** As it stands, kept live by the caller. Null: a new one. */
  readonly request: ArchiveRequest | null
  /** Picked already, for a new one. */
  readonly crates: readonly Crate[]
  readonly onClose: () => void
  readonly onDone?: (request: ArchiveRequest) => void
}

/** Asks for crates, or changes what was asked for. */
export function RequestDialog({ request, crates, onClose, onDone }: RequestDialogProps) {
  return request === null ? (
    <NewRequest crates={crates} onClose={onClose} onDone={onDone} />
  ) : (
    <EditRequest request={request} onClose={onClose} onDone={onDone} />
  )
}

type Ending = {
  readonly onClose: () => void
  readonly onDone: ((request: ArchiveRequest) => void) | undefined
}

function NewRequest({ crates, onClose, onDone }: { readonly crates: readonly Crate[] } & Ending) {
  const [fields, setFields] = useState<RequestFields>({
    kind: 'withdrawal',
    crates,
    toUnitId: null,
    reason: '',
  })
  const [unitId, setUnitId] = useState(crates[0]?.unit.id)
  const create = useCreateRequest((request) => {
    notify.done(`${request.number} sent`)
    onClose()
    onDone?.(request)
  })
  const submit = () => {
    const { kind, reason, toUnitId } = fields
    const ids = fields.crates.map(({ id }) => id)
    create.mutate({
      kind,
      crate_ids: ids,
      reason,
      ...(kind === 'transfer' && toUnitId && { to_unit_id: toUnitId }),
    })
  }
  return (
    <RequestForm
      title="New request"
      submitLabel="Send request"
      fields={fields}
      onChange={(changed) => {
        setFields(changed)
        const first = changed.crates[0]
        setUnitId(first && 'unit' in first ? (first as Crate).unit.id : undefined)
      }}
      fromUnitId={unitId}
      held={[]}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onSubmit={submit}
      withKind
    />
  )
}

function EditRequest({ request, onClose, onDone }: { readonly request: ArchiveRequest } & Ending) {
  const [fields, setFields] = useState(toFields(request))
  const update = useUpdateRequest(request.id, (saved) => {
    notify.done(`${saved.number} saved`)
    onClose()
    onDone?.(saved)
  })
  const { base, newer, agree } = useEditing(request, update.error)
  const topic = requestTopic(request.id)
  const { setTyping } = useTyping(topic, EDITING)
  const goOnFrom = (row: ArchiveRequest, keepMine: boolean) => {
    const mine = differencesBetween({ base, newer: row, fields })
    setFields(keepMine ? mine.merged : toFields(row))
    agree(row)
    update.reset()
  }
  return (
    <RequestForm
      title={`Edit ${request.number}`}
      submitLabel="Save"
      fields={fields}
      onChange={(changed) => {
        setTyping(true)
        setFields(changed)
      }}
      fromUnitId={request.unit.id}
      held={request.crates}
      error={newer ? null : update.error}
      isPending={update.isPending}
      isBlocked={newer !== null}
      onClose={onClose}
      onSubmit={() =>
        update.mutate({
          version: base.version,
          crate_ids: fields.crates.map(({ id }) => id),
          reason: fields.reason,
          ...(request.kind === 'transfer' && fields.toUnitId && { to_unit_id: fields.toUnitId }),
        })
      }
    >
      <EditorsHint topic={topic} />
      {newer && (
        <ConflictPanel
          name={newer.number}
          differences={differencesBetween({ base, newer, fields }).differences}
          onKeepMine={() => goOnFrom(newer, true)}
          onTakeTheirs={() => goOnFrom(newer, false)}
        />
      )}
    </RequestForm>
  )
}

interface RequestFormProps {
  readonly title: string
  readonly submitLabel: string
  readonly fields: RequestFields
  readonly onChange: (fields: RequestFields) => void
  readonly fromUnitId: string | undefined
  readonly held: readonly PickedCrate[]
  readonly error: ApiError | null
  readonly isPending: boolean
  readonly isBlocked?: boolean
  readonly withKind?: boolean
  readonly onClose: () => void
  readonly onSubmit: () => void
  readonly children?: React.ReactNode
}

function RequestForm(props: RequestFormProps) {
  const { fields, onChange, error, isPending, isBlocked = false, onClose, onSubmit } = props
  const form = useId()
  const units = useUnits().filter(({ id }) => id !== props.fromUnitId)
  const problems = problemsOf(error)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={props.title}
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
        {problems.other && <FieldErrors message={problems.other} />}
        {props.children}
        {props.withKind && (
          <SegmentedControl
            label="Kind"
            segments={[
              { id: 'withdrawal', label: 'Withdrawal' },
              { id: 'transfer', label: 'Transfer to another unit' },
            ]}
            value={fields.kind === 'transfer' ? 'transfer' : 'withdrawal'}
            onChange={(kind) => onChange({ ...fields, kind })}
            className="justify-self-start"
          />
        )}
        <CratePicker
          picked={fields.crates}
          onChange={(crates) => onChange({ ...fields, crates })}
          held={props.held}
          unitId={props.fromUnitId}
          error={problems.crates}
        />
        {fields.kind === 'transfer' && (
          <Select
            label="To unit"
            options={units.map(({ id, name }) => ({ id, label: name }))}
            value={fields.toUnitId}
            onChange={(toUnitId) => onChange({ ...fields, toUnitId })}
            error={problems.toUnit}
            isRequired
          />
        )}
        <TextArea
          label="Reason"
          value={fields.reason}
          onChange={(reason) => onChange({ ...fields, reason })}
          placeholder="What are they needed for?"
          error={problems.reason}
          isRequired
          maxLength={2000}
        />
      </form>
    </Dialog>
  )
}

/** What the server refused, where it belongs in the form. */
function problemsOf(error: ApiError | null) {
  if (error === null) return {}
  const entries = Object.entries(error.fields)
  const crates = entries.filter(([name]) => name.startsWith('crate_ids')).map(([, sentence]) => sentence)
  const { reason, to_unit_id: toUnit, kind } = error.fields
  const isPlaced = crates.length > 0 || reason !== undefined || toUnit !== undefined
  return {
    crates: crates.length > 0 ? [...new Set(crates)].join(' ') : undefined,
    reason,
    toUnit,
    other: kind ?? (isPlaced ? undefined : error.message),
  }
}
