// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Table } from './Table'

afterEach(cleanup)

const rows = ['one', 'two', 'three'].map((id) => ({ id }))

function Example() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  return (
    <Table
      label="Crates"
      rows={rows}
      columns={[{ id: 'name', header: 'Name', cell: (row) => row.id }]}
      rowHref={(row) => `/crates/${row.id}`}
      selected={selected}
      onSelectedChange={setSelected}
      isSelectable={(row) => row.id !== 'three'}
    />
  )
}

const link = (name: string) => screen.getByRole('link', { name })
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name })

test('rows are real links', () => {
  render(<Example />)
  expect(link('two').getAttribute('href')).toBe('/crates/two')
})

test('j, k and the arrows move between rows and stop at the ends', () => {
  render(<Example />)
  link('one').focus()
  for (const [key, name] of [
    ['j', 'two'],
    ['ArrowDown', 'three'],
    ['j', 'three'],
    ['k', 'two'],
    ['ArrowUp', 'one'],
    ['k', 'one'],
  ] as const) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key })
    expect(document.activeElement).toBe(link(name))
  }
})

test('keys of the browser are left alone', () => {
  render(<Example />)
  link('one').focus()
  fireEvent.keyDown(link('one'), { key: 'j', ctrlKey: true })
  expect(document.activeElement).toBe(link('one'))
})

test('x selects a row, but none that cannot be selected', () => {
  render(<Example />)
  fireEvent.keyDown(link('two'), { key: 'x' })
  fireEvent.keyDown(link('three'), { key: 'x' })
  expect(box('Select two').checked).toBe(true)
  expect(box('Select three').checked).toBe(false)
})

test('the box above selects all that can be, and none again', () => {
  render(<Example />)
  fireEvent.click(box('Select all rows'))
  expect([box('Select one').checked, box('Select two').checked, box('Select three').checked]).toEqual([
    true,
    true,
    false,
  ])
  fireEvent.click(box('Select all rows'))
  expect(box('Select one').checked).toBe(false)
})
