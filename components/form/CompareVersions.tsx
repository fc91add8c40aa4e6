'use client'

import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'
import type { Side } from '@/hooks/forms/formState.ts'

/** One field as it stands in both versions, in words. */
export interface ComparedField {
  readonly name: string
  readonly label: string
  readonly before: string
  readonly mine: string
  readonly theirs: string
  /** Whose words it is to have; null: to be chosen. */
  readonly side: Side | null
  /** False: one has not touched it oneself, and `mine` is what it was. */
  readonly isConflict: boolean
}

export interface CompareVersionsProps {
  /** Who saved the other version. */
  readonly author: string
  readonly fields: readonly ComparedField[]
  readonly onChoose: (names: readonly string[], side: Side) => void
}

/** Two versions of one thing side by side, field by field, with what both began from; each field is chosen on its own. */
export function CompareVersions({ author, fields, onChoose }: CompareVersionsProps) {
  const names = fields.map(({ name }) => name)
  const touched = fields.filter(({ isConflict }) => isConflict).map(({ name }) => name)
  const left = fields.filter(({ side }) => side === null).length
  return (
    <div className="grid gap-4">
      <Notice kind="warning" title={`${author} has saved another version meanwhile`}>
        <p className="text-sm">
          Nothing of yours is lost or saved yet. Choose what each field is to be, then save.
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" onPress={() => onChoose(touched, 'mine')}>
            Keep all mine
          </Button>
          <Button size="sm" onPress={() => onChoose(names, 'theirs')}>
            Take all theirs
          </Button>
        </div>
      </Notice>
      {fields.map((field) => (
        <RadioGroup
          key={field.name}
          aria-label={field.label}
          value={field.side}
          onChange={(side) => onChoose([field.name], side === 'mine' ? 'mine' : 'theirs')}
          className="grid gap-1.5"
        >
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span aria-hidden="true" className="text-sm font-medium text-ink">
              {field.label}
            </span>
            {field.isConflict && (
              <span className="min-w-0 text-xs break-words text-muted">
                Before: {field.before || 'empty'}
              </span>
            )}
          </p>
          <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
            <Version side="mine" title={field.isConflict ? 'Mine' : 'As it was'} words={field.mine} />
            <Version side="theirs" title={author} words={field.theirs} />
          </div>
        </RadioGroup>
      ))}
      <p aria-live="polite" className="text-sm text-muted">
        {left === 0
          ? 'All chosen. Save when it is right.'
          : `${left} ${left === 1 ? 'field is' : 'fields are'} still to be chosen.`}
      </p>
    </div>
  )
}

function Version(props: { readonly side: Side; readonly title: string; readonly words: string }) {
  return (
    <Radio
      value={props.side}
      className="group flex min-w-0 cursor-default items-start gap-2 rounded-md border border-control bg-surface px-2.5 py-2 transition-colors hover:border-muted data-selected:border-accent-text data-selected:bg-selected"
    >
      <span
        aria-hidden="true"
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control group-data-selected:border-accent-text"
      >
        <span className="hidden size-2 rounded-full bg-accent-text group-data-selected:block" />
      </span>
      <span className="grid min-w-0 grow">
        <span className="text-xs font-medium text-muted">{props.title}</span>
        <span className="max-h-40 overflow-y-auto text-sm break-words whitespace-pre-wrap text-ink">
          {props.words || <span className="text-muted">Empty</span>}
        </span>
      </span>
    </Radio>
  )
}
