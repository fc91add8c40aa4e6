import { useEffect, useEffectEvent } from 'react'
import type { ConnectionStatus } from '@/lib/realtime/client/connectionStatus.ts'
import type { LiveClient, WireFrame } from '@/lib/realtime/client/liveClient.ts'
import { useRealtime } from './RealtimeContext.ts'
import { useConnectionStatus } from './useConnectionStatus.ts'

/** The connection itself, for what no other hook does. */
export interface PlainSocket {
  readonly status: ConnectionStatus
  readonly isConnected: boolean
  /** False when the connection is not open; nothing is kept for later. */
  readonly send: LiveClient['send']
}

/** Low-level access: the status, `send`, and every frame that comes while mounted. */
export function useWebSocket(onFrame?: (frame: WireFrame) => void): PlainSocket {
  const { client } = useRealtime()
  const status = useConnectionStatus()
  const receive = useEffectEvent((frame: WireFrame) => onFrame?.(frame))
  useEffect(() => client.onFrame((frame) => receive(frame)), [client])
  return { status, isConnected: status.state === 'live', send: client.send }
}
