import type { Connection } from './connection.ts'
import type { ConnectionInfo } from './realtime.ts'

export function describeConnection(connection: Connection): ConnectionInfo {
  return {
    id: connection.id,
    door: connection.door,
    userId: connection.actor?.userId ?? null,
    name: connection.actor?.name ?? null,
    address: connection.address,
    openedAt: new Date(connection.openedAt).toISOString(),
    activeAt: new Date(connection.activeAt).toISOString(),
    pages: connection.tabs.map((tab) => tab.current_page),
    topics: connection.subscriptions.size,
    bufferedBytes: connection.bufferedBytes,
  }
}
