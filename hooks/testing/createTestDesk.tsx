import { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { LiveContract } from '@/lib/realtime/client/liveContract.ts'
import {
  createClientUnderTest,
  crateUpdate,
  type ClientUnderTest,
} from '@/lib/realtime/client/testing/createClientUnderTest.ts'
import { RealtimeProvider } from '../RealtimeProvider.tsx'

/** A fetch that the test answers. */
export interface ScriptedFetch {
  readonly fetch: () => Promise<unknown>
  /** Fetches begun so far. */
  readonly begun: number
  /** Fetches not answered yet. */
  readonly open: number
  /** Answers the oldest open one. */
  answer(data: unknown): Promise<void>
  fail(error: Error): Promise<void>
}

/** A provider around hooks, on a scripted server and a manual clock. */
export interface TestDesk extends ClientUnderTest {
  readonly queryClient: QueryClient
  readonly signedOut: { times: number }
  readonly wrapper: (props: { readonly children: ReactNode }) => ReactNode
}

/** Connect with `desk.connect()` once a hook is mounted. */
export function createTestDesk(contracts: readonly LiveContract[] = []): TestDesk {
  const it = createClientUnderTest()
  const queryClient = new QueryClient()
  const signedOut = { times: 0 }
  const config = { proof: '00', build: 'test', userId: 'ada', sessionExpiresAt: null }
  return Object.assign(it, {
    queryClient,
    signedOut,
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <RealtimeProvider
        config={config}
        contracts={contracts}
        client={it.client}
        queryClient={queryClient}
        onSignedOut={() => void (signedOut.times += 1)}
      >
        {children}
      </RealtimeProvider>
    ),
  })
}

/** Nothing is answered until the test does it. */
export function createScriptedFetch(): ScriptedFetch {
  const open: { resolve: (data: unknown) => void; reject: (error: Error) => void }[] = []
  let begun = 0
  const oldest = () => {
    const first = open.shift()
    if (!first) throw new Error('no fetch is open')
    return first
  }
  return {
    fetch: () =>
      new Promise((resolve, reject) => {
        begun += 1
        open.push({ resolve, reject })
      }),
    get begun() {
      return begun
    },
    get open() {
      return open.length
    },
    answer: async (data) => oldest().resolve(data),
    fail: async (error) => oldest().reject(error),
  }
}

export { crateUpdate }
