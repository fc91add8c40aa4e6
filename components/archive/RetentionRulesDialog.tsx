'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { IconButton } from '@/components/ui/IconButton'
import { TextField } from '@/components/ui/TextField'
import type { ApiError } from '@/hooks/ApiError.ts'
import {
  useCreateRetentionRule,
  useDeleteRetentionRule,
  useRetentionRules,
  useUpdateRetentionRule,
} from '@/hooks/archive/useRetentionRules.ts'
import type { RetentionRule } from '@/lib/domains/archive/contract/retentionRule.ts'

/** Where admins say how long which records are kept. Each rule is saved on its own. */
export function RetentionRulesDialog({ onClose }: { readonly onClose: () => void }) {
  const rules = useRetentionRules().data?.items ?? []
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Retention rules"
      description="How long records of a kind are kept. A change alters no crate that has its day already."
      footer={<Button onPress={onClose}>Done</Button>}
    >
      <div className="grid gap-4">
        {rules.length === 0 && <p className="text-muted">There is no rule yet.</p>}
        {rules.map((rule) => (
          <RuleRow key={`${rule.id} ${rule.version}`} rule={rule} />
        ))}
        <NewRule />
      </div>
    </Dialog>
  )
}

function RuleRow({ rule }: { readonly rule: RetentionRule }) {
  const [name, setName] = useState(rule.name)
  const [years, setYears] = useState(String(rule.years))
  const update = useUpdateRetentionRule(rule.id, () => undefined)
  const remove = useDeleteRetentionRule(rule.id)
  const isChanged = name !== rule.name || years !== String(rule.years)
  return (
    <RuleForm
      title={rule.name}
      {...{ name, setName, years, setYears }}
      error={update.error ?? remove.error}
      onSubmit={() => update.mutate({ version: rule.version, name, years: Number(years) })}
    >
      {isChanged && (
        <Button type="submit" isPending={update.isPending}>
          Save
        </Button>
      )}
      <IconButton
        label={`Remove ${rule.name}`}
        icon={<Trash2 />}
        isPending={remove.isPending}
        onPress={() => remove.mutate()}
      />
    </RuleForm>
  )
}

function NewRule() {
  const [name, setName] = useState('')
  const [years, setYears] = useState('')
  const create = useCreateRetentionRule(() => {
    setName('')
    setYears('')
  })
  return (
    <RuleForm
      title="New rule"
      {...{ name, setName, years, setYears }}
      error={create.error}
      onSubmit={() => create.mutate({ name, years: Number(years) })}
    >
      <Button
        type="submit"
        icon={<Plus />}
        isPending={create.isPending}
        isDisabled={name.trim() === '' || years === ''}
      >
        Add
      </Button>
    </RuleForm>
  )
}

interface RuleFormProps {
  readonly title: string
  readonly name: string
  readonly setName: (name: string) => void
  readonly years: string
  readonly setYears: (years: string) => void
  readonly error: ApiError | null
  readonly onSubmit: () => void
  readonly children: React.ReactNode
}

function RuleForm(props: RuleFormProps) {
  const { error } = props
  const { name: nameProblem, years: yearsProblem } = error?.fields ?? {}
  return (
    <form
      aria-label={props.title}
      noValidate
      className="grid gap-2 border-t border-line pt-3 first:border-t-0 first:pt-0"
      onSubmit={(event) => {
        event.preventDefault()
        // The dialog may stand in another form's tree, which is not to be sent with it.
        event.stopPropagation()
        props.onSubmit()
      }}
    >
      {error && !nameProblem && !yearsProblem && <FieldErrors message={error.message} />}
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label="Records"
          value={props.name}
          onChange={props.setName}
          error={nameProblem}
          placeholder="Operation reports"
          maxLength={80}
          className="grow basis-40"
        />
        <TextField
          label="Years"
          value={props.years}
          onChange={(years) => props.setYears(years.replaceAll(/\D/g, '').slice(0, 3))}
          inputMode="numeric"
          error={yearsProblem}
          className="w-16"
        />
        {props.children}
      </div>
    </form>
  )
}
