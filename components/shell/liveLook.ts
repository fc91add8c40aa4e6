import type { StatusLook } from '@/components/ui/StatusBadge'
import type { ConnectionStatus, OfflineReason } from '@/lib/realtime/client/connectionStatus.ts'

export interface LiveLook extends StatusLook {
  /** What it means for who looks at the page, in a sentence. */
  readonly meaning: string
  /** Whether `since` says from when on the page may be out of date. */
  readonly isStale: boolean
}

const OFFLINE_MEANINGS: Readonly<Record<OfflineReason, string>> = {
  unreachable: 'The server does not answer. The page catches up by itself as soon as it does.',
  replaced: 'You have too many connections open, so this one rests. It comes back when you use this page.',
  refused: 'The server refuses this connection. Ask an administrator, and tell them the time.',
  reload_page: 'Wardline has been updated. Reload the page to go on.',
  closed: 'The connection is closed.',
}

/** How the state of the connection looks and reads. */
export function liveLook(status: ConnectionStatus): LiveLook {
  switch (status.state) {
    case 'live':
      return {
        tone: 'green',
        shape: 'dot',
        label: 'Live',
        isStale: false,
        meaning: 'Changes by others show at once, without reloading.',
      }
    case 'connecting':
      return {
        tone: 'amber',
        shape: 'half',
        label: 'Syncing',
        isStale: false,
        meaning: 'Connecting to the server.',
      }
    case 'syncing':
      return {
        tone: 'amber',
        shape: 'half',
        label: 'Syncing',
        isStale: true,
        meaning: 'The connection was lost. The page catches up by itself as soon as it is back.',
      }
    case 'polling':
      return {
        tone: 'amber',
        shape: 'clock',
        label: 'Polling',
        isStale: false,
        meaning:
          'Updates every 10 s. A live connection is not possible here, so the page asks for changes instead.',
      }
    case 'offline':
      return {
        tone: 'grey',
        shape: 'bar',
        label: 'Offline',
        isStale: true,
        meaning: OFFLINE_MEANINGS[status.reason],
      }
    case 'signed_out':
      return {
        tone: 'grey',
        shape: 'dash',
        label: 'Signed out',
        isStale: true,
        meaning: 'Your session has ended.',
      }
  }
}
