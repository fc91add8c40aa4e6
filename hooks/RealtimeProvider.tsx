'use client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { browserClock } from '@/lib/realtime/client/clientClock.ts'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import type { LiveContract } from '@/lib/realtime/client/liveContract.ts'
import { apiFetch } from './apiFetch.ts'
import { createChangeAuthors } from './live/changeAuthors.ts'
import { createBrowserClient } from './live/createBrowserClient.ts'
import { createLiveCache } from './live/createLiveCache.ts'
import { createPendingEdits } from './live/pendingEdits.ts'
import { RealtimeContext, type Realtime } from './RealtimeContext.ts'

/** What the server knows when it renders the page. */
export interface RealtimeConfig {
  /** The socket's address. Default: `/ws` on the page's own host. */
  readonly url?: string
  /** False: the server takes no sockets, so the page polls. Default: it does. */
  readonly hasSockets?: boolean
  /** The connect proof that stands beside the session cookie. */
  readonly proof: string
  /** Names the build of the page: only pages of one build share a connection. */
  readonly build: string
  readonly userId: string
  /** ISO 8601; null where the session has no fixed end. */
  readonly sessionExpiresAt: string | null
}

/** What the provider is given. */
export interface RealtimeProviderProps {
  readonly config: RealtimeConfig
  /** Of every domain that the pages below show. Read once. */
  readonly contracts: readonly LiveContract[]
  /** The session is over. Default: goes to /sign-in, and comes back here after it. */
  readonly onSignedOut?: () => void
  /** Default: an own one. */
  readonly queryClient?: QueryClient
  /** Default: the browser's, on `config`. Tests bring their own. */
  readonly client?: LiveClient
  readonly children: ReactNode
}

/** Everything under it is live. Another user or session starts from an empty cache and a connection of its own. */
export function RealtimeProvider(props: RealtimeProviderProps): ReactNode {
  return <SessionProvider key={`${props.config.userId} ${props.config.proof}`} {...props} />
}

function SessionProvider(props: RealtimeProviderProps): ReactNode {
  const { children, onSignedOut = goToSignIn } = props
  const [{ realtime, queryClient }] = useState(() => build(props))
  const signedOut = useEffectEvent(onSignedOut)
  const page = usePathname()

  useEffect(() => {
    const { client, cache, authors } = realtime
    const undo = [
      client.onEvent(authors.note),
      cache.attach(),
      client.status.watch(() => {
        if (client.status.get().state === 'signed_out') signedOut()
      }),
    ]
    client.start()
    return () => {
      client.close()
      undo.forEach((stop) => stop())
    }
  }, [realtime])

  useEffect(() => {
    realtime.client.sayWhere()
  }, [realtime, page])

  return (
    <QueryClientProvider client={queryClient}>
      <RealtimeContext value={realtime}>{children}</RealtimeContext>
    </QueryClientProvider>
  )
}

function build({ config, contracts, client: given, queryClient = new QueryClient() }: RealtimeProviderProps) {
  const client = given ?? createBrowserClient(config)
  const cache = createLiveCache({
    client,
    queryClient,
    contracts,
    load: (path, heard) => apiFetch(path, { heard }),
    clock: browserClock,
    random: Math.random,
  })
  const realtime: Realtime = {
    client,
    cache,
    authors: createChangeAuthors(),
    pending: createPendingEdits(),
    userId: config.userId,
    sessionExpiresAt: config.sessionExpiresAt,
  }
  return { realtime, queryClient }
}

function goToSignIn(): void {
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`)
}
