// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Activity } from '@/lib/domains/desk/contract.ts'
import { useCalmActivity } from './useCalmActivity.ts'

const activity = (subject: string, position: number): Activity => ({
  position,
  unit: { id: 'surgery', name: 'Surgery' },
  entity: 'crate',
  action: 'updated',
  actor: { id: 'ada', name: 'Ada' },
  subject: { kind: 'crate', id: subject, number: subject, readable: true },
  statuses: [],
  count: 1,
  first_at: '2026-11-21T08:00:00.000Z',
  at: '2026-11-21T08:00:00.000Z',
})
const a = activity('a', 1)
const b = activity('b', 2)
const c = activity('c', 3)

function scrollTo(px: number) {
  act(() => {
    window.scrollY = px
    window.dispatchEvent(new Event('scroll'))
  })
}

function watch(first: readonly Activity[]) {
  const view = renderHook(
    ({ items, isWhole }: { items: readonly Activity[]; isWhole: boolean }) =>
      useCalmActivity('all', items, isWhole),
    { initialProps: { items: first, isWhole: true } },
  )
  return {
    now: () => view.result.current,
    subjects: () => view.result.current.rows?.map(({ subject }) => subject?.id),
    see: (items: readonly Activity[], isWhole = true) => view.rerender({ items, isWhole }),
  }
}

beforeEach(() => scrollTo(0))
afterEach(cleanup)

test('at the top a new one shows at once, marked; what was there is not', () => {
  const feed = watch([b, a])
  feed.see([c, b, a])
  expect(feed.subjects()).toEqual(['c', 'b', 'a'])
  expect([c, b].map(feed.now().isNew)).toEqual([true, false])
})

test('scrolled, it waits until one asks for it', () => {
  const feed = watch([b, a])
  scrollTo(400)
  feed.see([c, b, a])
  expect(feed.subjects()).toEqual(['b', 'a'])
  expect(feed.now().waiting).toBe(1)
  act(() => feed.now().show())
  expect(feed.subjects()).toEqual(['c', 'b', 'a'])
  expect(feed.now().waiting).toBe(0)
})

test('a page that further ones have pushed out stays on the screen', () => {
  const feed = watch([c])
  scrollTo(400)
  feed.see([c, b])
  feed.see([b, a], false)
  expect(feed.subjects()).toEqual(['c', 'b', 'a'])
  scrollTo(0)
  expect(feed.subjects()).toEqual(['c', 'b', 'a'])
})
