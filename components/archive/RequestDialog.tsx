'use client'

import { useMemo } from 'react'
import { RecordDialog, type FormTools } from '@/components/form/RecordDialog'
import { notify } from '@/components/ui/notify'
import { SegmentedControl } from '@/components/ui/SegmentedControl'
import type { ApiError } from '@/hooks/ApiError.ts'
import { useCreateRequest, useUpdateRequest } from '@/hooks/archive/useRequestActions.ts'
import { useUnits } from '@/hooks/archive/useUnits.ts'
import { touchedFields } from '@/hooks/forms/formState.ts'
import { useDraft, type ItemDraft } from '@/hooks/forms/useDraft.ts'
import { useRecordForm } from '@/hooks/forms/useRecordForm.ts'
import { addDays } from '@/lib/domains/archive/calendarDay.ts'
import {
  requestTopic,
  type ArchiveRequest,
  type RequestKind,
} from '@/lib/domains/archive/contract/archiveRequest.ts'
import { type Crate } from '@/lib/domains/archive/contract/crate.ts'
import { isEditable } from '@/lib/domains/archive/requestFlow.ts'
import { kindLabels, requestLook } from './archiveLooks.ts'
import { RequestFieldset } from './RequestFieldset.tsx'
import {
  RequestFields,
  requestFieldsOf,
  requestRules,
  toRequestChange,
  toRequestCreate,
} from './requestFields.ts'
import { useToday } from './useToday.ts'

export interface RequestDialogProps {
  /** As it stands, kept live by the caller. Null: a new one. */
  readonly request: ArchiveRequest | null
  /** Picked already, for a new one. */
  readonly crates: readonly Crate[]
  /** Chosen already, for a new one. */
  readonly kind?: RequestKind
  readonly onClose: () => void
  readonly onDone?: (request: ArchiveRequest) => void
}

/** Asks for crates, or changes what was asked for. */
export function RequestDialog({ request, crates, kind, onClose, onDone }: RequestDialogProps) {
  return request === null ? (
    <NewRequest crates={crates} kind={kind} onClose={onClose} onDone={onDone} />
  ) : (
    <EditRequest request={request} onClose={onClose} onDone={onDone} />
  )
}

type Ending = {
  readonly onClose: () => void
  readonly onDone: ((request: ArchiveRequest) => void) | undefined
}

interface NewRequestProps extends Ending {
  readonly crates: readonly Crate[]
  readonly kind: RequestKind | undefined
}

/** A withdrawal is for so many days unless one says otherwise. */
const DEFAULT_DAYS = 14

function NewRequest({ crates, kind, onClose, onDone }: NewRequestProps) {
  const today = useToday()
  const picked = crates.map(({ id }) => id).toSorted()
  const draft = useDraft(`request:new:${kind ?? ''}:${picked.join()}`, RequestFields)
  const create = useCreateRequest((request) => {
    draft.forget()
    notify.done(`${request.number} sent`)
    onClose()
    onDone?.(request)
  })
  const form = useRequestForm({
    live: null,
    refusal: create.error,
    draft,
    blank: {
      kind: kind ?? 'withdrawal',
      crates: crates.map(({ id, number, label, unit }) => ({ id, number, label, unitId: unit.id })),
      toUnitId: null,
      dueOn: addDays(today, DEFAULT_DAYS),
      reason: '',
    },
  })
  const { mine } = form.state
  return (
    <RecordDialog
      form={form}
      title={kind === undefined ? 'New request' : `New ${kindLabels[kind].toLowerCase()}`}
      submitLabel="Send request"
      topic={null}
      error={create.error}
      isPending={create.isPending}
      onClose={onClose}
      onSubmit={(state) => create.mutate(toRequestCreate(state.mine))}
    >
      {(tools) => (
        <>
          {kind === undefined && <KindField {...tools} />}
          <RequestFieldset
            {...tools}
            kind={mine.kind}
            fromUnitId={mine.crates.find(({ unitId }) => unitId)?.unitId}
            held={[]}
          />
        </>
      )}
    </RecordDialog>
  )
}

/** The everyday ones first. */
const KINDS = ['withdrawal', 'transfer', 'destruction'] as const

function KindField({ bind }: FormTools<RequestFields>) {
  const { value, onChange } = bind('kind')
  return (
    <SegmentedControl
      label="Kind"
      segments={KINDS.map((id) => ({ id, label: kindLabels[id] }))}
      value={value}
      onChange={onChange}
      className="justify-self-start"
    />
  )
}

function EditRequest({ request, onClose, onDone }: { readonly request: ArchiveRequest } & Ending) {
  const draft = useDraft(`request:${request.id}`, RequestFields)
  const update = useUpdateRequest(request.id, (saved) => {
    draft.forget()
    notify.done(`${saved.number} saved`)
    onClose()
    onDone?.(saved)
  })
  const form = useRequestForm({
    live: request,
    refusal: update.error,
    draft,
    blank: requestFieldsOf(request),
  })
  const held = useMemo(() => requestFieldsOf(request).crates, [request])
  return (
    <RecordDialog
      form={form}
      title={`Edit ${request.number}`}
      submitLabel="Save"
      topic={requestTopic(request.id)}
      error={update.error}
      isPending={update.isPending}
      isOpen={!update.isPending}
      blocked={blockedWords(request)}
      onClose={onClose}
      onSubmit={(state) =>
        update.mutate({
          ...toRequestChange(state.mine, touchedFields(form.rules, state)),
          ...(state.version !== null && { version: state.version }),
        })
      }
    >
      {(tools) => <RequestFieldset {...tools} kind={request.kind} fromUnitId={request.unit.id} held={held} />}
    </RecordDialog>
  )
}

function blockedWords(request: ArchiveRequest): string | null {
  if (isEditable(request.status)) return null
  const by = request.decided_by ?? request.released_by
  const state = requestLook(request).label.toLowerCase()
  return `${request.number} is ${state} now${by ? `, by ${by.name}` : ''}. What it asks for can no longer be changed; what you typed is kept here as a draft.`
}

interface FormOptions {
  readonly live: ArchiveRequest | null
  readonly refusal: ApiError | null
  readonly draft: ItemDraft<RequestFields>
  readonly blank: RequestFields
}

function useRequestForm({ live, refusal, draft, blank }: FormOptions) {
  const units = useUnits()
  const unitName = (id: string) => units.find((unit) => unit.id === id)?.name ?? 'another unit'
  return useRecordForm<RequestFields, ArchiveRequest>({
    rules: requestRules(unitName, live === null || live.due_on !== null),
    live,
    valuesOf: requestFieldsOf,
    blank,
    draft,
    refusal,
  })
}
