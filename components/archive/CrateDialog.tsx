// oxlint-disable jsx-a11y/no-autofocus -- a dialog takes the focus, and this is its first thing to do
'use client'

import { useMemo } from 'react'
import { RecordDialog, type FormTools } from '@/components/form/RecordDialog'
import { notify } from '@/components/ui/notify'
import { Select } from '@/components/ui/Select'
import { TextArea } from '@/components/ui/TextArea'
import { TextField } from '@/components/ui/TextField'
import { useCreateCrate, useUpdateCrate } from '@/hooks/archive/useCrateActions.ts'
import { useRetentionRules } from '@/hooks/archive/useRetentionRules.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { useViewer } from '@/hooks/archive/viewer.ts'
import { touchedFields } from '@/hooks/forms/formState.ts'
import { useDraft } from '@/hooks/forms/useDraft.ts'
import { useRecordForm } from '@/hooks/forms/useRecordForm.ts'
import { crateTopic, type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { mayRegisterCrate } from '@/lib/domains/archive/policy.ts'
import { BLANK_CRATE, CrateFields, crateFieldsOf, crateRules, toCrateChange } from './crateFields.ts'
import { RetentionFields } from './RetentionFields.tsx'

export interface CrateDialogProps {
  /** As it stands, kept live by the caller. Null: a new one. */
  readonly crate: Crate | null
  readonly onClose: () => void
  readonly onDone?: (crate: Crate) => void
}

/** Registers a crate, or changes what is known about it. */
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
  const draft = useDraft('crate:new', CrateFields)
  const create = useCreateCrate((crate) => {
    draft.forget()
    notify.done(`${crate.number} registered`)
    onClose()
    onDone?.(crate)
  })
  const form = useRecordForm<CrateFields, Crate>({
    rules: useCrateRules(),
    live: null,
    valuesOf: crateFieldsOf,
    blank: BLANK_CRATE,
    draft,
    refusal: create.error,
  })
  const chosen = form.state.mine.unitId ?? viewer.unitId ?? units[0]?.id
  return (
    <RecordDialog
      form={form}
      title="Register a crate"
      description="It gets its number by itself."
      submitLabel="Register"
      topic={null}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onSubmit={({ mine }) =>
        create.mutate({
          label: mine.label,
          contents: mine.contents,
          location: mine.location,
          retention_rule_id: mine.ruleId,
          retain_until: mine.retainUntil || null,
          ...(chosen && { unit_id: chosen }),
        })
      }
    >
      {(tools) => (
        <>
          {units.length > 1 && (
            <Select
              label="Unit"
              options={units.map(({ id, name }) => ({ id, label: name }))}
              {...tools.bind('unitId')}
              value={chosen ?? null}
            />
          )}
          <CrateFieldset {...tools} />
        </>
      )}
    </RecordDialog>
  )
}

function EditCrate({ crate, onClose, onDone }: { readonly crate: Crate } & Ending) {
  const topic = crateTopic(crate.id)
  const draft = useDraft(`crate:${crate.id}`, CrateFields)
  const update = useUpdateCrate(crate.id, (saved) => {
    draft.forget()
    notify.done(`${saved.number} saved`)
    onClose()
    onDone?.(saved)
  })
  const form = useRecordForm<CrateFields, Crate>({
    rules: useCrateRules(),
    live: crate,
    valuesOf: crateFieldsOf,
    blank: BLANK_CRATE,
    draft,
    refusal: update.error,
  })
  return (
    <RecordDialog
      form={form}
      title={`Edit ${crate.number}`}
      submitLabel="Save"
      topic={topic}
      error={update.error}
      isPending={update.isPending}
      isOpen={!update.isPending}
      blocked={
        crate.status === 'destroyed'
          ? `${crate.number} has been destroyed. Nothing about it can be changed any more.`
          : null
      }
      onClose={onClose}
      onSubmit={(state) =>
        update.mutate({
          ...toCrateChange(state.mine, touchedFields(form.rules, state)),
          ...(state.version !== null && { version: state.version }),
        })
      }
    >
      {(tools) => <CrateFieldset {...tools} />}
    </RecordDialog>
  )
}

/** The rules of a crate's fields, with units and retention rules by name. */
function useCrateRules() {
  const units = useUnits()
  const retention = useRetentionRules().data
  return useMemo(() => {
    const names = new Map([...units, ...(retention?.items ?? [])].map(({ id, name }) => [id, name]))
    return crateRules((id) => names.get(id) ?? 'another one')
  }, [units, retention])
}

function CrateFieldset(tools: FormTools<CrateFields>) {
  const { bind, live } = tools
  return (
    <>
      {live(
        'label',
        <TextField
          label="Title"
          {...bind('label')}
          placeholder="Operation reports, January to March"
          isRequired
          autoFocus
          maxLength={200}
        />,
      )}
      {live(
        'contents',
        <TextArea
          label="Contents"
          {...bind('contents')}
          placeholder="What lies in it, line by line"
          maxLength={4000}
        />,
      )}
      {live(
        'location',
        <TextField
          label="Location"
          {...bind('location')}
          placeholder="Basement B1, aisle 3, shelf 2"
          isRequired
          maxLength={200}
        />,
      )}
      <RetentionFields {...tools} />
    </>
  )
}
