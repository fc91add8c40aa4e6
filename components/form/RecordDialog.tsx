'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { FieldErrors } from '@/components/ui/FieldErrors'
import { Notice } from '@/components/ui/Notice'
import type { ApiError } from '@/hooks/ApiError.ts'
import { conflictsOf, fieldNames, touchedFields, type FormState, type Side } from '@/hooks/forms/formState.ts'
import type { RecordForm } from '@/hooks/forms/useRecordForm.ts'
import { usePeople } from '@/hooks/identity/usePeople.ts'
import { useRealtime } from '@/hooks/RealtimeContext.ts'
import { useFieldTyping } from '@/hooks/useFieldTyping.ts'
import { CompareVersions } from './CompareVersions.tsx'
import { DraftLine } from './DraftLine.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { placeProblems } from './placeProblems.ts'
import { useComparison } from './useComparison.ts'

/** What a control of the form is given. */
export interface BoundField<T> {
  readonly value: T
  readonly onChange: (value: T) => void
  readonly error: string | undefined
}

/** What the form's contents are drawn with. */
export interface FormTools<V> {
  readonly bind: <K extends keyof V & string>(name: K) => BoundField<V[K]>
  /** Puts what others do in that field below its control. */
  readonly live: (name: keyof V & string, control: ReactNode) => ReactNode
}

export interface RecordDialogProps<V extends object> {
  readonly form: RecordForm<V>
  readonly title: string
  readonly description?: ReactNode
  readonly submitLabel: string
  /** Where others may edit the same row; null for a new one. */
  readonly topic: string | null
  readonly error: ApiError | null
  readonly isPending: boolean
  /** While sent changes already show on the page, the form is out of sight; it comes back when they are refused. */
  readonly isOpen?: boolean
  /** Why it cannot be saved any more; null: it can. */
  readonly blocked?: string | null
  readonly width?: 'md' | 'lg'
  /** More actions, before the buttons. */
  readonly footerStart?: ReactNode
  readonly onClose: () => void
  /** Gets the form as it is to be saved. A form of an existing row in which nothing was changed closes instead. */
  readonly onSubmit: (state: FormState<V>) => void
  readonly children: (tools: FormTools<V>) => ReactNode
}

/**
 * The one dialog in which rows are made and changed: keeps drafts, shows who else is in which field and what they save, and
 * compares both versions before anything of theirs could be overwritten.
 */
export function RecordDialog<V extends object>(props: RecordDialogProps<V>) {
  const { form, error, isPending, blocked = null, onClose, onSubmit } = props
  const { rules, state } = form
  const formId = useId()
  const [wrong, setWrong] = useState<{ readonly [name: string]: string | undefined }>({})
  const comparison = useComparison(form, error)
  const hasNews = fieldNames(rules).some((name) => state.news[name])
  const refused = placeProblems(rules, error?.code === 'conflict' && hasNews ? null : error)
  const authorOf = useAuthorOf(form)
  const tools = useFormTools(props, authorOf, { ...refused.fields, ...wrong }, (name) =>
    setWrong((last) => ({ ...last, [name]: undefined })),
  )
  const frame = useRef<HTMLFormElement>(null)
  useFocusOnProblem(frame, wrong, error)

  const leave = () => {
    form.discard()
    onClose()
  }
  const send = (next: FormState<V>) => {
    if (next.version !== null && touchedFields(rules, next).length === 0) return leave()
    onSubmit(next)
  }
  const submit = () => {
    const problems = problemsOf(form)
    setWrong(problems)
    if (Object.keys(problems).length > 0) return
    if (comparison.isOpen) send(comparison.finish())
    else if (conflictsOf(rules, state).length > 0) comparison.open()
    else send(state)
  }

  return (
    <Dialog
      isOpen={props.isOpen ?? true}
      onClose={onClose}
      title={props.title}
      description={props.description}
      isDismissable={!isPending}
      width={comparison.isOpen ? 'lg' : (props.width ?? 'md')}
      footer={
        <>
          {props.footerStart && <div className="mr-auto flex items-center gap-2">{props.footerStart}</div>}
          {comparison.isOpen ? (
            <Button onPress={comparison.close} isDisabled={isPending}>
              Back to the form
            </Button>
          ) : (
            <Button onPress={leave} isDisabled={isPending}>
              Cancel
            </Button>
          )}
          <Button
            variant="primary"
            type="submit"
            form={formId}
            isPending={isPending}
            isDisabled={blocked !== null || (comparison.isOpen && !comparison.isComplete)}
          >
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        ref={frame}
        id={formId}
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {form.draftFrom !== null && !comparison.isOpen && (
          <DraftLine from={form.draftFrom} onDiscard={form.discard} />
        )}
        {blocked !== null && <Notice kind="warning">{blocked}</Notice>}
        {refused.other && <FieldErrors message={refused.other} />}
        {comparison.isOpen ? (
          <CompareVersions
            author={authorOf(form.authorId)}
            fields={comparison.fields}
            onChoose={comparison.choose}
          />
        ) : (
          props.children(tools)
        )}
      </form>
    </Dialog>
  )
}

function useFormTools<V extends object>(
  { form, topic }: RecordDialogProps<V>,
  authorOf: (by: string | null) => string,
  problems: { readonly [name: string]: string | undefined },
  onChange: (name: string) => void,
): FormTools<V> {
  const { editorsOf, say } = useFieldTyping(topic)
  const { rules, state } = form
  return {
    bind: (name) => ({
      value: state.mine[name],
      error: problems[name],
      onChange: (value) => {
        say(name, true)
        onChange(name)
        form.set(name, value)
      },
    }),
    live: (name, control) => {
      const news = state.news[name]
      const { show, label } = rules[name]
      return (
        <div key={name} onFocus={() => say(name, true)} onBlur={() => say(name, false)}>
          {control}
          <FieldNotes
            label={label}
            editors={editorsOf(name).map((editor) => editor.name)}
            news={
              news
                ? {
                    author: authorOf(news.by),
                    before: show(news.before),
                    theirs: show(news.theirs),
                    isConflict: news.isConflict,
                  }
                : null
            }
            onChoose={(side) => void form.decide(one<V>(name, side))}
          />
        </div>
      )
    },
  }
}

/** How to call whoever saved something. */
function useAuthorOf<V extends object>(form: RecordForm<V>) {
  const { userId } = useRealtime()
  const news = fieldNames(form.rules).flatMap((name) => form.state.news[name] ?? [])
  const names = usePeople([form.authorId, ...news.map(({ by }) => by)])
  return (by: string | null): string => {
    const id = by ?? form.authorId
    return id === userId ? 'You, in another window,' : (id !== null && names.get(id)) || 'Somebody else'
  }
}

/** A choice in one field only. */
const one = <V,>(name: keyof V, side: Side) => ({ [name]: side }) as { [K in keyof V]?: Side }

/** What one can see to be wrong before the server is asked. */
function problemsOf<V extends object>({ rules, state }: RecordForm<V>): { [name: string]: string } {
  const found: { [name: string]: string } = {}
  for (const name of fieldNames(rules)) {
    const problem = rules[name].problem?.(state.mine[name], state.mine)
    if (problem) found[name] = problem
  }
  return found
}

/** Leads to the first field that must be mended. */
function useFocusOnProblem(
  frame: { readonly current: HTMLElement | null },
  wrong: object,
  error: ApiError | null,
): void {
  useEffect(() => {
    const field = frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (field && !frame.current?.contains(document.activeElement)) field.focus()
    else if (field && document.activeElement?.getAttribute('aria-invalid') !== 'true') field.focus()
  }, [frame, wrong, error])
}
