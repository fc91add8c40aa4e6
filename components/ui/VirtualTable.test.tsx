// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { VirtualTable } from './VirtualTable'

interface Row {
  readonly id: string
}

const ROW = 40
const PANE = 800
const columns = [{ id: 'name', header: 'Name', cell: (row: Row) => row.id }]
const isSelectable = ({ id }: Row) => id !== 'r3'

// jsdom lays nothing out: the pane is 800 px high, and as wide as a table.
const sizes = { offsetHeight: PANE, clientHeight: PANE, offsetWidth: 1_000 }
const before = Object.keys(sizes).map((name) => {
  const owner = name === 'clientHeight' ? Element.prototype : HTMLElement.prototype
  return [owner, name, Object.getOwnPropertyDescriptor(owner, name)] as const
})
beforeAll(() => {
  for (const [owner, name] of before) {
    Object.defineProperty(owner, name, { configurable: true, value: sizes[name as keyof typeof sizes] })
  }
})
afterAll(() => {
  for (const [owner, name, descriptor] of before)
    if (descriptor) Object.defineProperty(owner, name, descriptor)
})
afterEach(cleanup)

const all = (count: number): Row[] => Array.from({ length: count }, (_, at) => ({ id: `r${at}` }))

interface ExampleProps {
  readonly count: number
  readonly loaded?: (index: number) => boolean
  readonly idAt?: (index: number) => string
}

function Example({ count, loaded = () => true, idAt = (index) => `r${index}` }: ExampleProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [rows] = useState(() => all(30))
  return (
    <div data-scroll-pane="">
      <div>
        <VirtualTable<Row>
          label="Crates"
          columns={columns}
          count={count}
          rowAt={(index) => (loaded(index) ? { id: idAt(index) } : undefined)}
          onSight={sight}
          rowHref={({ id }) => `/crates/${id}`}
          rowName={({ id }) => id}
          selection={{ selected, onChange: setSelected, loaded: rows, isSelectable }}
        />
      </div>
    </div>
  )
}
const sight = vi.fn()

const link = (name: string) => screen.getByRole('link', { name })
const box = (name: string) => screen.getByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` })
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
const pane = () => document.querySelector<HTMLElement>('[data-scroll-pane]') ?? document.body
/** The browser tells of a scroll a moment after it. */
const scrolled = () => act(async () => void fireEvent.scroll(pane()))

test('of a hundred thousand rows only those in sight are in the document; all of them are counted', async () => {
  render(<Example count={100_000} />)
  expect(screen.getAllByRole('row').length).toBeLessThan(PANE / ROW + 25)
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('100001')
  pane().scrollTop = 50_000 * ROW
  await scrolled()
  expect(link('r50000').closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('50002')
  expect(screen.queryByRole('link', { name: 'r0' })).toBeNull()
  expect(sight).toHaveBeenLastCalledWith(expect.objectContaining({ first: 50_000, direction: 'forward' }))
})

test('keys move by one, by a page and to the ends, over rows that are not in the document', async () => {
  render(<Example count={1_000} />)
  link('r0').focus()
  press('j')
  await scrolled()
  expect(document.activeElement).toBe(link('r1'))
  press('PageDown')
  await scrolled()
  expect(Number(document.activeElement?.textContent?.slice(1))).toBeGreaterThan(15)
  press('End')
  await scrolled()
  expect(document.activeElement).toBe(link('r999'))
  press('j')
  await scrolled()
  expect(document.activeElement).toBe(link('r999'))
  press('Home')
  await scrolled()
  expect(document.activeElement).toBe(link('r0'))
})

test('the focus rests on a row that is on its way, and is on its link when it is there', async () => {
  const view = render(<Example count={1_000} loaded={(index) => index < 100} />)
  link('r0').focus()
  press('End')
  await scrolled()
  expect(document.activeElement?.getAttribute('data-index')).toBe('999')
  press('k')
  await scrolled()
  expect(document.activeElement?.getAttribute('data-index')).toBe('998')
  await act(async () => view.rerender(<Example count={1_000} />))
  expect(document.activeElement).toBe(link('r998'))
})

test('x and the space bar select; a click with Shift selects all since the last, but none that cannot be', () => {
  render(<Example count={1_000} />)
  link('r1').focus()
  press('x')
  expect(box('r1').checked).toBe(true)
  press(' ')
  expect(box('r1').checked).toBe(false)
  fireEvent.click(box('r1'))
  fireEvent.click(box('r5'), { shiftKey: true })
  const picked = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((name) => box(name).checked)
  expect(picked).toEqual([false, true, true, false, true, true, false])
})

const rowElements = () => [...document.querySelectorAll<HTMLElement>('[data-index]')]
const places = () => rowElements().map(({ dataset }) => Number(dataset['index']))

test('scrolling uses the elements again; at rest they stand in the order of their rows', async () => {
  render(<Example count={1_000} />)
  pane().scrollTop = 100 * ROW
  await scrolled()
  await waitFor(() => expect(places()).toEqual(places().toSorted((a, b) => a - b)))
  const before = new Set(rowElements())
  pane().scrollTop = 107 * ROW
  await scrolled()
  expect(places()).toContain(107 + PANE / ROW)
  expect(rowElements().filter((element) => !before.has(element))).toEqual([])
  expect(places()).not.toEqual(places().toSorted((a, b) => a - b))
  await waitFor(() => expect(places()).toEqual(places().toSorted((a, b) => a - b)))
})

test('scrolled away and back, the focus is where it was; of a row that leaves, it goes to the one in its place', async () => {
  const view = render(<Example count={1_000} />)
  link('r4').focus()
  pane().scrollTop = 500 * ROW
  await scrolled()
  expect(document.activeElement).toBe(link('r4'))
  pane().scrollTop = 0
  await scrolled()
  const withoutFour = (index: number) => `r${index < 4 ? index : index + 1}`
  await act(async () => view.rerender(<Example count={999} idAt={withoutFour} />))
  expect(document.activeElement).toBe(link('r5'))
  press('j')
  await scrolled()
  expect(document.activeElement).toBe(link('r6'))
})

test('a row that keys lead to stands clear of what floats over the end of the pane', async () => {
  render(<Example count={1_000} />)
  pane().style.setProperty('scroll-padding-bottom', '120px')
  link('r0').focus()
  press('End')
  await scrolled()
  expect(pane().scrollTop).toBe(1_000 * ROW - (PANE - 120))
})
