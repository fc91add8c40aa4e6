'use client'
import type { QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { LiveContract } from '@/lib/realtime/client/liveContract.ts'

/** What the server knows when it renders the page. */
export interface RealtimeConfig {
  /** The socket's address. Default: `/ws` on the page's own host. */
  readonly url?: string
  /** The connect proof that stands beside the session cookie. */
  readonly proof: string
  readonly userId: string
  /** ISO 8601. */
  readonly sessionExpiresAt: string
}

/** Everything under it is live. Another user or session starts from an empty cache. */
export interface RealtimeProviderProps {
  readonly config: RealtimeConfig
  /** Of every domain that the pages below show. */
  readonly contracts: readonly LiveContract[]
  /** The session is over. Default: goes to /sign-in, and comes back here after it. */
  readonly onSignedOut?: () => void
  /** Default: an own one. */
  readonly queryClient?: QueryClient
  readonly children: ReactNode
}

export function RealtimeProvider(props: RealtimeProviderProps): ReactNode {
  return props.children
}
