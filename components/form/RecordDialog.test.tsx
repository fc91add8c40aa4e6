// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { TextField } from '@/components/ui/TextField'
import { ApiError } from '@/hooks/ApiError.ts'
import type { FormRules, FormState } from '@/hooks/forms/formState.ts'
import { useDraft } from '@/hooks/forms/useDraft.ts'
import { useRecordForm } from '@/hooks/forms/useRecordForm.ts'
import { createTestDesk } from '@/hooks/testing/createTestDesk.tsx'
import { RecordDialog } from './RecordDialog.tsx'

vi.mock('next/navigation', () => ({ usePathname: () => '/crates' }))
// The dialog primitive asks for it, and jsdom has none.
vi.stubGlobal('CSS', { escape: (text: string) => text })
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(cleanup)

const Fields = z.object({ label: z.string(), place: z.string() })
type Fields = z.infer<typeof Fields>
interface Row extends Fields {
  readonly id: string
  readonly version: number
}
const rules: FormRules<Fields> = {
  label: { label: 'Title', wire: 'label', show: String, problem: (text) => (text ? undefined : 'Say it.') },
  place: { label: 'Location', wire: 'location', show: String },
}
const row = (values: Partial<Row> = {}): Row => ({
  id: 'c1',
  version: 1,
  label: 'Reports',
  place: 'B1',
  ...values,
})

interface FormProps {
  readonly live: Row
  readonly refusal?: ApiError | null
  readonly onSubmit: (state: FormState<Fields>) => void
}

function Form({ live, refusal = null, onSubmit }: FormProps) {
  const form = useRecordForm<Fields, Row>({
    rules,
    live,
    valuesOf: ({ label, place }) => ({ label, place }),
    blank: { label: '', place: '' },
    draft: useDraft('crate:c1', Fields),
    refusal,
  })
  return (
    <RecordDialog
      form={form}
      title="Edit"
      submitLabel="Save"
      topic={null}
      error={refusal}
      isPending={false}
      onClose={() => undefined}
      onSubmit={onSubmit}
    >
      {({ bind, live: withOthers }) => (
        <>
          {withOthers('label', <TextField label="Title" {...bind('label')} />)}
          {withOthers('place', <TextField label="Location" {...bind('place')} />)}
        </>
      )}
    </RecordDialog>
  )
}

/** The dialog over version 1, and what was submitted last. */
function open() {
  const desk = createTestDesk()
  const submitted: FormState<Fields>[] = []
  const draw = (props: Omit<FormProps, 'onSubmit'>) => (
    <Form {...props} onSubmit={(state) => void submitted.push(state)} />
  )
  const view = render(draw({ live: row() }), { wrapper: desk.wrapper })
  return {
    see: (live: Row, refusal: ApiError | null = null) => view.rerender(draw({ live, refusal })),
    close: view.unmount,
    submitted,
  }
}

const field = (name: string) => screen.getByRole('textbox', { name })
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const press = (name: string | RegExp) => act(async () => screen.getByRole('button', { name }).click())

test('what others save shows at its field, and nothing goes over it before one has chosen', async () => {
  const { see, submitted } = open()
  type('Location', 'Mine')
  see(row({ version: 2, label: 'Theirs', place: 'Elsewhere' }))
  expect(field('Title')).toHaveProperty('value', 'Theirs')
  expect(field('Location')).toHaveProperty('value', 'Mine')

  await press('Save')
  expect(submitted).toEqual([])
  expect(screen.getByRole('radiogroup', { name: 'Location' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)

  await press('Keep all mine')
  await press('Save')
  expect(submitted).toMatchObject([{ version: 2, mine: { label: 'Theirs', place: 'Mine' } }])
})

test('a choice at the field itself is enough', async () => {
  const { see, submitted } = open()
  type('Location', 'Mine')
  type('Title', 'My title')
  see(row({ version: 2, place: 'Elsewhere' }))
  await press('Take theirs: Location')
  await press('Save')
  expect(submitted).toMatchObject([{ version: 2, mine: { label: 'My title', place: 'Elsewhere' } }])
})

test('a refused save opens both versions, and goes on from the newer one', async () => {
  const { see, submitted } = open()
  type('Location', 'Mine')
  await press('Save')
  expect(submitted).toMatchObject([{ version: 1, mine: { place: 'Mine' } }])
  const current = row({ version: 5, place: 'Elsewhere' })
  see(row(), new ApiError({ status: 409, code: 'conflict', message: 'Changed.', current }))
  await press('Take all theirs')
  expect(screen.getByText('All chosen. Save when it is right.')).toBeTruthy()
  await act(async () => screen.getByRole('radio', { name: /Mine/ }).click())
  await press('Save')
  expect(submitted.at(-1)).toMatchObject({ version: 5, mine: { label: 'Reports', place: 'Mine' } })
})

test('what one typed is there again after a reload, on top of what was saved meanwhile, until it is discarded', async () => {
  const first = open()
  type('Location', 'Half a sen')
  first.close()

  const second = open()
  expect(field('Location')).toHaveProperty('value', 'Half a sen')
  second.see(row({ version: 3, place: 'Elsewhere' }))
  expect(screen.getByRole('button', { name: 'Keep mine: Location' })).toBeTruthy()
  await press('Discard')
  expect(field('Location')).toHaveProperty('value', 'Elsewhere')
  second.close()

  open()
  expect(screen.queryByText(/Draft from/)).toBeNull()
})

test('what is missing is said at its field, and nothing is sent', async () => {
  const { submitted } = open()
  type('Title', '')
  await press('Save')
  expect(screen.getByText('Say it.')).toBeTruthy()
  expect(document.activeElement).toBe(field('Title'))
  expect(submitted).toEqual([])
})
