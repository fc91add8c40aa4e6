// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { invalidate, type LiveContract } from '@/lib/realtime/client/liveContract.ts'
import { ApiError } from './ApiError.ts'
import { pendingEdit } from './live/pendingEdits.ts'
import type { ChangeRequest } from './live/sendChange.ts'
import { createScriptedFetch, createTestDesk, crateUpdate } from './testing/createTestDesk.tsx'
import { useLiveMutation } from './useLiveMutation.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { usePendingEdits } from './usePendingEdits.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/crates' }))
afterEach(cleanup)

const TOPIC = 'unit:1'
const DETAIL = ['archive', 'crate', 'c1']
const LIST = ['archive', 'crates', {}]
const contract: LiveContract = {
  name: 'archive',
  effects: {
    crate: [
      invalidate((event) => [
        ['archive', 'crate', event.id],
        ['archive', 'crates'],
      ]),
    ],
  },
}

interface Crate {
  readonly id: string
  readonly version: number
}

/** A detail and a list that are shown, and a change that covers the detail. */
async function shown() {
  const desk = createTestDesk([contract])
  const detail = createScriptedFetch()
  const list = createScriptedFetch()
  const sent: ChangeRequest[] = []
  const answers = createScriptedFetch()
  const use = () => ({
    detail: useLiveQuery({ key: DETAIL, topics: [TOPIC], fetch: detail.fetch }).data,
    list: useLiveQuery({ key: LIST, topics: [TOPIC], fetch: list.fetch }).data,
    change: useLiveMutation<Crate>({
      send: (_, request) => {
        sent.push(request)
        return answers.fetch() as Promise<Crate>
      },
      covers: (crate) => [[DETAIL, crate]],
    }),
  })
  const hook = renderHook(use, { wrapper: desk.wrapper })
  await act(() => desk.connect())
  await act(async () => desk.answerSubscribe(TOPIC, 5))
  await waitFor(() => expect(detail.open + list.open).toBe(2))
  await act(() => detail.answer({ id: 'c1', version: 1 }))
  await act(() => list.answer({ items: [{ id: 'c1', version: 1 }], next_cursor: null }))
  await waitFor(() => expect(hook.result.current.list).toBeDefined())
  await act(async () => hook.result.current.change.mutate())
  const tell = (seq: number, changeId?: string) =>
    act(async () => {
      const event = crateUpdate(TOPIC, seq, { data: { id: 'c1' }, change_id: changeId })
      desk.server.socket.send(event)
    })
  return { desk, detail, list, answers, sent, hook, tell }
}

describe('useLiveMutation', () => {
  test('[PRO-14] an own event after the answer skips what the answer gave, and nothing else', async () => {
    const { answers, detail, hook, list, sent, tell } = await shown()
    await act(() => answers.answer({ id: 'c1', version: 2 }))
    await waitFor(() => expect(hook.result.current.detail).toEqual({ id: 'c1', version: 2 }))
    await tell(6, sent[0]?.changeId)
    expect(detail.begun).toBe(1)
    expect(list.begun).toBe(2)
  })

  test('[PRO-14] an own event that overtakes the answer waits for it', async () => {
    const { answers, detail, list, sent, tell } = await shown()
    await tell(6, sent[0]?.changeId)
    expect([detail.begun, list.begun]).toEqual([1, 1])
    await act(() => answers.answer({ id: 'c1', version: 2 }))
    expect([detail.begun, list.begun]).toEqual([1, 2])
  })

  test('[PRO-14] an own event of a change that failed is treated as anybody’s', async () => {
    const { answers, detail, list, sent, tell } = await shown()
    await tell(6, sent[0]?.changeId)
    await act(() => answers.fail(new ApiError({ status: 500, code: 'internal', message: 'Oh.' })))
    await waitFor(() => expect([detail.begun, list.begun]).toEqual([2, 2]))
  })

  test('somebody else’s event meanwhile refetches even what the answer gave', async () => {
    const { answers, detail, tell } = await shown()
    await tell(6, 'another-change')
    await act(() => detail.answer({ id: 'c1', version: 3 }))
    await act(() => answers.answer({ id: 'c1', version: 2 }))
    await waitFor(() => expect(detail.begun).toBe(3))
  })

  test('an answer that is older than what is shown does not replace it', async () => {
    const { answers, detail, hook, tell } = await shown()
    await tell(6, 'another-change')
    await act(() => detail.answer({ id: 'c1', version: 3 }))
    await waitFor(() => expect(hook.result.current.detail).toEqual({ id: 'c1', version: 3 }))
    await act(() => answers.answer({ id: 'c1', version: 2 }))
    expect(hook.result.current.detail).toEqual({ id: 'c1', version: 3 })
  })

  test('a lost answer is asked for again with the same keys', async () => {
    const { answers, sent } = await shown()
    await act(() => answers.fail(new ApiError({ status: 0, code: 'network', message: 'Gone.' })))
    await waitFor(() => expect(sent).toHaveLength(2), { timeout: 3_000 })
    expect(sent[1]).toEqual(sent[0])
  })

  test('what the answer gives for a page that was never open is shown there, and fetched when it opens', async () => {
    const desk = createTestDesk([contract])
    const detail = createScriptedFetch()
    const use = ({ isOpen }: { isOpen: boolean }) => ({
      data: useLiveQuery({ key: DETAIL, topics: [TOPIC], fetch: detail.fetch, enabled: isOpen }).data,
    })
    const create = renderHook(
      () =>
        useLiveMutation<Crate>({
          send: () => Promise.resolve({ id: 'c1', version: 1 }),
          covers: (crate) => [[DETAIL, crate]],
        }),
      { wrapper: desk.wrapper },
    )
    await act(() => desk.connect())
    await act(async () => create.result.current.mutate())
    expect(desk.queryClient.getQueryData(DETAIL)).toEqual({ id: 'c1', version: 1 })
    expect(desk.queryClient.getQueryState(DETAIL)?.isInvalidated).toBe(true)
    create.unmount()
    const page = renderHook(use, { wrapper: desk.wrapper, initialProps: { isOpen: true } })
    expect(page.result.current.data).toEqual({ id: 'c1', version: 1 })
    await act(() => desk.connect())
    await act(async () => desk.answerSubscribe(TOPIC, 5))
    await waitFor(() => expect(detail.begun).toBe(1))
  })
})

test('what a change will do shows at once, over what others do, and leaves nothing behind when it is refused', async () => {
  const desk = createTestDesk([contract])
  const detail = createScriptedFetch()
  const answers = createScriptedFetch()
  const use = () => {
    const saved = useLiveQuery<Crate>({
      key: DETAIL,
      topics: [TOPIC],
      fetch: detail.fetch as () => Promise<Crate>,
    }).data
    const change = useLiveMutation<Crate, string>({
      send: () => answers.fetch() as Promise<Crate>,
      covers: (crate) => [[DETAIL, crate]],
      pending: (place) => [pendingEdit<Crate & { place?: string }>(DETAIL, (crate) => ({ ...crate, place }))],
    })
    return { change, ...usePendingEdits(DETAIL, saved) }
  }
  const hook = renderHook(use, { wrapper: desk.wrapper })
  const now = () => hook.result.current
  await act(() => desk.connect())
  await act(async () => desk.answerSubscribe(TOPIC, 5))
  await waitFor(() => expect(detail.open).toBe(1))
  await act(() => detail.answer({ id: 'c1', version: 1, place: 'A' }))
  await waitFor(() => expect(now().data).toBeDefined())

  await act(async () => now().change.mutate('B'))
  expect(now()).toMatchObject({ data: { version: 1, place: 'B' }, isSaving: true })
  await act(() => answers.fail(new ApiError({ status: 409, code: 'conflict', message: 'Changed.' })))
  await waitFor(() => expect(now().isSaving).toBe(false))
  expect(now().data).toEqual({ id: 'c1', version: 1, place: 'A' })

  await act(async () => now().change.mutate('C'))
  await act(() => answers.answer({ id: 'c1', version: 2, place: 'C!' }))
  await waitFor(() => expect(now().isSaving).toBe(false))
  expect(now().data).toEqual({ id: 'c1', version: 2, place: 'C!' })
})
