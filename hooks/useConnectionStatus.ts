import { useSyncExternalStore } from 'react'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import { useRealtime } from './RealtimeContext.ts'

const CONNECTING: ConnectionStatus = { state: 'connecting', since: 0 }

/** Where the connection stands, for the Live badge. On the server it is `connecting`. */
export function useConnectionStatus(): ConnectionStatus {
  const { status } = useRealtime().client
  return useSyncExternalStore(status.watch, status.get, () => CONNECTING)
}
