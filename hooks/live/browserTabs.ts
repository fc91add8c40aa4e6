import type { TabChannel, TabPorts } from '@/lib/realtime/client/tabs/tabPorts.ts'
import { SUBPROTOCOL } from '@/lib/realtime/protocol/version.ts'

/** Of a proof, which names a session, as much as tells two sessions apart; the rest stays between page and server. */
const NAME_LENGTH = 16

/** How this page finds the others of its session and build. Null where it cannot: plain http is no secure context. */
export function browserTabs(page: { readonly proof: string; readonly build: string }): TabPorts | null {
  if (typeof window === 'undefined' || typeof BroadcastChannel === 'undefined') return null
  // The types know only secure contexts.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return null
  return {
    name: [SUBPROTOCOL, page.build, page.proof.slice(0, NAME_LENGTH)].join(' '),
    locks,
    openChannel: (name) => new BroadcastChannel(name) as TabChannel,
  }
}
