import { v7 } from 'uuid'
import { createLiveClient } from '@/lib/realtime/client/createLiveClient.ts'
import type { SessionState } from '@/lib/realtime/client/credentials.ts'
import { browserDebugLog } from '@/lib/realtime/client/debugLog.ts'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import { browserPage } from '@/lib/realtime/client/pageSignals.ts'
import { createDirectLine } from '@/lib/realtime/client/directLine.ts'
import { createLazyLine } from '@/lib/realtime/client/lazyLine.ts'
import { TopicHeads } from '@/lib/realtime/protocol/topicHeads.ts'
import { PROOF_PREFIX, SUBPROTOCOL } from '@/lib/realtime/protocol/version.ts'
import { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'
import { browserTabs } from './browserTabs.ts'

/**
 * The live client of this page: session cookie and connect proof, on the page's own host. Where the browser lets tabs find
 * each other, those of one session and build share a connection. Opens nothing until it starts.
 */
export function createBrowserClient(config: {
  readonly url?: string
  readonly proof: string
  readonly build: string
  readonly hasSockets?: boolean
}): LiveClient {
  const tabId = v7()
  const protocols = [SUBPROTOCOL, PROOF_PREFIX + config.proof]
  const tabs = browserTabs(config)
  return createLiveClient({
    tabId,
    url: () => withClientId(config.url ?? '/ws', tabId),
    ...(tabs && {
      line(parts) {
        // Not needed to draw the page; where it cannot be had, the tab connects by itself.
        const loading = import('@/lib/realtime/client/tabs/sharedLine.ts').then(
          ({ createSharedLine }) => createSharedLine({ ...parts, tabId, tabs }),
          () => createDirectLine(parts),
        )
        return createLazyLine(loading)
      },
    }),
    webSocket: (url, offered) => new WebSocket(url, offered),
    page: browserPage,
    debug: browserDebugLog,
    session: askWhoAmI,
    readHeads,
    isSocketless: config.hasSockets === false,
    async credentials({ refresh }) {
      const session = refresh ? await askWhoAmI() : 'signed_in'
      if (session === 'unreachable') throw new Error('The session cannot be checked now.')
      return session === 'signed_out' ? null : { protocols }
    },
  })
}

/** The client's name lets the server replace its old connection instead of counting a second one. */
function withClientId(url: string, tabId: string): string {
  const address = new URL(url, window.location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  address.searchParams.set('client_id', tabId)
  return address.href
}

async function readHeads(topics: readonly string[]): Promise<TopicHeads | 'signed_out'> {
  try {
    const names = topics.map(encodeURIComponent).join(',')
    return TopicHeads.parse(await apiFetch(`/api/live/heads?topics=${names}`))
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return 'signed_out'
    throw error
  }
}

async function askWhoAmI(): Promise<SessionState> {
  try {
    await apiFetch('/api/me')
    return 'signed_in'
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? 'signed_out' : 'unreachable'
  }
}
