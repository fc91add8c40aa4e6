import { v7 } from 'uuid'
import { createLiveClient } from '@/lib/realtime/client/createLiveClient.ts'
import type { SessionState } from '@/lib/realtime/client/credentials.ts'
import { browserDebugLog } from '@/lib/realtime/client/debugLog.ts'
import type { LiveClient } from '@/lib/realtime/client/liveClient.ts'
import { browserPage } from '@/lib/realtime/client/pageSignals.ts'
import { PROOF_PREFIX, SUBPROTOCOL } from '@/lib/realtime/protocol/version.ts'
import { ApiError } from '../ApiError.ts'
import { apiFetch } from '../apiFetch.ts'

/** The live client of this page: session cookie and connect proof, on the page's own host. Touches no browser API until it starts. */
export function createBrowserClient(config: { readonly url?: string; readonly proof: string }): LiveClient {
  const tabId = v7()
  const protocols = [SUBPROTOCOL, PROOF_PREFIX + config.proof]
  return createLiveClient({
    tabId,
    url: () => withClientId(config.url ?? '/ws', tabId),
    webSocket: (url, offered) => new WebSocket(url, offered),
    page: browserPage,
    debug: browserDebugLog,
    session: askWhoAmI,
    async credentials({ refresh }) {
      const session = refresh ? await askWhoAmI() : 'signed_in'
      if (session === 'unreachable') throw new Error('The session cannot be checked now.')
      return session === 'signed_out' ? null : { protocols }
    },
  })
}

/** The tab's name lets the server replace its old connection instead of counting a second one. */
function withClientId(url: string, tabId: string): string {
  const address = new URL(url, window.location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  address.searchParams.set('client_id', tabId)
  return address.href
}

async function askWhoAmI(): Promise<SessionState> {
  try {
    await apiFetch('/api/me')
    return 'signed_in'
  } catch (error) {
    return error instanceof ApiError && error.status === 401 ? 'signed_out' : 'unreachable'
  }
}
