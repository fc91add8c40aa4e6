// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { invalidate, type LiveContract } from '@/lib/realtime/client/liveContract.ts'
import { ApiError } from './ApiError.ts'
import { createScriptedFetch, createTestDesk, crateUpdate } from './testing/createTestDesk.tsx'
import { useLiveQuery } from './useLiveQuery.ts'

vi.mock('next/navigation', () => ({ usePathname: () => '/crates' }))
afterEach(cleanup)

const TOPIC = 'unit:1'
const KEY = ['archive', 'summary']
const contract: LiveContract = {
  name: 'archive',
  effects: { crate: [invalidate(() => [KEY])], nothing: [] },
}

/** A mounted query that has fetched once: connected, subscribed, answered with `first`. */
async function mounted() {
  const desk = createTestDesk([contract])
  const fetches = createScriptedFetch()
  const query = { key: KEY, topics: [TOPIC], fetch: fetches.fetch }
  const useShown = ({ on }: { on: boolean }) => {
    const { data, error } = useLiveQuery({ ...query, enabled: on })
    return { data, error }
  }
  const hook = renderHook(useShown, { wrapper: desk.wrapper, initialProps: { on: true } })
  await act(() => desk.connect())
  await act(async () => desk.answerSubscribe(TOPIC, 5))
  await waitFor(() => expect(fetches.open).toBe(1))
  await act(() => fetches.answer('first'))
  await waitFor(() => expect(hook.result.current.data).toBe('first'))
  const send = (seq: number, over = {}) =>
    act(async () => desk.server.socket.send(crateUpdate(TOPIC, seq, over)))
  return { desk, fetches, hook, send }
}

describe('useLiveQuery', () => {
  test('position first, then data: it fetches only when the topic is heard, and only once', async () => {
    const desk = createTestDesk([contract])
    const fetches = createScriptedFetch()
    renderHook(() => useLiveQuery({ key: KEY, topics: [TOPIC], fetch: fetches.fetch }), {
      wrapper: desk.wrapper,
    })
    await act(() => desk.connect())
    expect(fetches.begun).toBe(0)
    await act(async () => desk.answerSubscribe(TOPIC, 5))
    await waitFor(() => expect(fetches.begun).toBe(1))
    await act(() => fetches.answer('x'))
    expect(fetches.begun).toBe(1)
  })

  test('an event refetches', async () => {
    const { fetches, hook, send } = await mounted()
    await send(6)
    expect(fetches.begun).toBe(2)
    await act(() => fetches.answer('second'))
    await waitFor(() => expect(hook.result.current.data).toBe('second'))
  })

  test('a burst keeps one fetch in flight and has exactly one more follow it', async () => {
    const { fetches, hook, send } = await mounted()
    for (let seq = 6; seq < 56; seq += 1) await send(seq)
    expect(fetches).toMatchObject({ begun: 2, open: 1 })
    await act(() => fetches.answer('second'))
    await waitFor(() => expect(fetches.begun).toBe(3))
    await act(() => fetches.answer('third'))
    await waitFor(() => expect(hook.result.current.data).toBe('third'))
    expect(fetches).toMatchObject({ begun: 3, open: 0 })
  })

  test('a stream of events cannot starve it: each fetch is shown', async () => {
    const { fetches, hook, send } = await mounted()
    let seq = 6
    for (const answer of ['a', 'b', 'c']) {
      await send(seq++)
      await waitFor(() => expect(fetches.open).toBe(1))
      await send(seq++)
      await act(() => fetches.answer(answer))
      await waitFor(() => expect(hook.result.current.data).toBe(answer))
    }
  })

  test('events of another topic, and of entities without effect, touch nothing', async () => {
    const { desk, fetches, send } = await mounted()
    await send(6, { entity: 'nothing' })
    desk.client.subscribe('unit:2')
    await act(async () => desk.answerSubscribe('unit:2', 0))
    await act(async () => desk.server.socket.send(crateUpdate('unit:2', 1)))
    expect(fetches.begun).toBe(1)
  })

  test('an entity that no contract knows touches every query of the topic', async () => {
    const { fetches, send } = await mounted()
    await send(6, { entity: 'hologram' })
    expect(fetches.begun).toBe(2)
  })

  test('a query that nobody shows is marked stale and not fetched; shown again it fetches', async () => {
    const { desk, fetches, hook, send } = await mounted()
    hook.rerender({ on: false })
    await send(6)
    expect(fetches.begun).toBe(1)
    expect(desk.queryClient.getQueryState(KEY)?.isInvalidated).toBe(true)
    hook.rerender({ on: true })
    await waitFor(() => expect(fetches.begun).toBe(2))
  })

  test('[CLI-5] a topic that was let go makes its data stale', async () => {
    const { desk, hook } = await mounted()
    hook.rerender({ on: false })
    await act(() => desk.clock.advance(30_000))
    expect(desk.queryClient.getQueryState(KEY)?.isInvalidated).toBe(false)
    await act(async () => desk.server.socket.send({ type: 'pong', timestamp: 'now' }))
    await act(() => desk.clock.advance(30_000))
    expect(desk.queryClient.getQueryState(KEY)?.isInvalidated).toBe(true)
  })

  test.each([
    ['reset', { type: 'reset', topic: TOPIC, epoch: 'e1', seq: 9, reason: 'x' }],
    ['access_changed', { type: 'unsubscribed', topic: TOPIC, reason: 'access_changed' }],
  ])('%s refetches every query of the topic', async (_, frame) => {
    const { desk, fetches } = await mounted()
    await act(async () => desk.server.socket.send(frame))
    expect(fetches.begun).toBe(2)
  })

  test('[CON-6] 4400 refetches after the new subscription, recovered: true does not', async () => {
    const { desk, fetches } = await mounted()
    const reconnect = async (code: number) => {
      await act(async () => desk.server.socket.close(code))
      await act(() => desk.clock.advance(1_000))
      await act(async () => void desk.server.greet())
    }
    await reconnect(1006)
    const recovered = { type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 5, recovered: true, replayed: 0 }
    await act(async () => desk.server.socket.send(recovered))
    expect(fetches.begun).toBe(1)
    await reconnect(4400)
    expect(fetches.begun).toBe(1)
    await act(async () => desk.answerSubscribe(TOPIC, 7))
    expect(fetches.begun).toBe(2)
  })

  test('without a connection it fetches all the same, and again once the topic is heard', async () => {
    const desk = createTestDesk([contract])
    const fetches = createScriptedFetch()
    renderHook(() => useLiveQuery({ key: KEY, topics: [TOPIC], fetch: fetches.fetch }), {
      wrapper: desk.wrapper,
    })
    await act(() => desk.clock.advance(0))
    await act(async () => desk.server.socket.close(1006))
    await waitFor(() => expect(fetches.begun).toBe(1))
    await act(() => fetches.answer('early'))
    await act(() => desk.clock.advance(500))
    await act(async () => void desk.server.greet())
    await act(async () => desk.answerSubscribe(TOPIC, 5))
    expect(fetches.begun).toBe(2)
  })

  test('an error is shown, keeps the last data, and is tried again when the server is back', async () => {
    const { desk, fetches, hook, send } = await mounted()
    await send(6)
    const gone = new ApiError({ status: 404, code: 'not_found', message: 'No.' })
    await act(() => fetches.fail(gone))
    await waitFor(() => expect(hook.result.current.error).toBe(gone))
    expect(hook.result.current.data).toBe('first')
    await act(async () => desk.server.socket.close(1006))
    await act(() => desk.clock.advance(500))
    await act(async () => void desk.server.greet())
    const answer = { type: 'subscribed', topic: TOPIC, epoch: 'e1', seq: 6, recovered: true, replayed: 0 }
    await act(async () => desk.server.socket.send(answer))
    expect(fetches.open).toBe(1)
  })

  test('signed out is told once', async () => {
    const { desk } = await mounted()
    await act(async () => desk.server.socket.close(4001))
    await act(() => desk.clock.advance(0))
    await act(async () => {
      desk.server.socket.accept()
      desk.server.socket.close(4001)
    })
    expect(desk.signedOut.times).toBe(1)
  })
})
