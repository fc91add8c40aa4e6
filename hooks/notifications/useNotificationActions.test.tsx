// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import type { NotificationCounts } from '@/lib/domains/notifications/contract.ts'
import { notificationsKeys } from '@/lib/domains/notifications/contract/notificationsKeys.ts'
import { createTestDesk } from '../testing/createTestDesk.tsx'
import { usePendingEdits } from '../usePendingEdits.ts'
import { createLine } from './testing/createLine.ts'
import { useNotificationActions } from './useNotificationActions.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/' }))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const COUNTS: NotificationCounts = {
  unread: 3,
  by_type: { request_waiting: 3 },
  critical: 0,
  unacknowledged: 0,
  head: 9,
  changes_at: null,
}

/** Counts that are loaded, and a server that answers when the test says so. */
function shown() {
  const desk = createTestDesk()
  desk.queryClient.setQueryData(notificationsKeys.counts, COUNTS)
  let answer: (status: number) => void = () => {}
  const asked = vi.fn(
    () =>
      new Promise<Response>((resolve) => {
        answer = (status) => resolve(new Response(status === 204 ? null : '{}', { status }))
      }),
  )
  vi.stubGlobal('fetch', asked)
  const problems: string[] = []
  const use = () => {
    const actions = useNotificationActions(({ code }) => problems.push(code))
    const { data } = useQuery<NotificationCounts>({ queryKey: notificationsKeys.counts, queryFn: skipToken })
    return { actions, counts: usePendingEdits(notificationsKeys.counts, data).data }
  }
  const { result } = renderHook(use, { wrapper: desk.wrapper })
  return { result, problems, asked, answer: (status: number) => act(async () => answer(status)) }
}

test('a mark shows at once, before the server knows, and stays when it has answered', async () => {
  const { result, asked, answer } = shown()
  act(() => result.current.actions.read(createLine({ count: 2 })))
  await waitFor(() => expect(result.current.counts?.unread).toBe(1))
  await waitFor(() => expect(asked).toHaveBeenCalledOnce())
  await answer(204)
  await waitFor(() =>
    expect(result.current.counts).toMatchObject({ unread: 1, by_type: { request_waiting: 1 } }),
  )
})

test('what the server refuses is taken back, and said', async () => {
  const { result, problems, asked, answer } = shown()
  act(() => result.current.actions.readAll(9))
  await waitFor(() => expect(result.current.counts?.unread).toBe(0))
  await waitFor(() => expect(asked).toHaveBeenCalledOnce())
  await answer(404)
  await waitFor(() => expect(result.current.counts).toEqual(COUNTS))
  expect(problems).toEqual(['not_found'])
})
