import { CLOSE } from '../protocol/closeReason.ts'
import type { ReconnectWindow } from '../protocol/topicName.ts'
import type { Clock } from './clock.ts'
import { MAIN_PATH } from './door.ts'
import type { ConnectionRegistry } from './connectionRegistry.ts'

/** Sockets closed at a time, and the pause after them: those who come back do not come all at once. */
const SLICE = 250
const PAUSE_MS = 50
/** What has not ended by itself this long after its close frame is cut. */
const PATIENCE_MS = 2_000

export interface DrainOptions {
  readonly registry: ConnectionRegistry
  readonly clock: Clock
  readonly reconnect: ReconnectWindow
}

/** Says goodbye to everybody: a `closing` frame with the window to come back in, then close frames in slices. */
export async function drainConnections({ clock, reconnect, registry }: DrainOptions): Promise<void> {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.setTimer(ms, resolve))
  const connections = [...registry.all()]
  const { code, name: reason } = CLOSE.draining
  for (const connection of connections) {
    if (connection.door !== MAIN_PATH) continue
    connection.send({ type: 'closing', code, reason, reconnect, keep_cursors: true })
  }
  for (let at = 0; at < connections.length; at += SLICE) {
    for (const connection of connections.slice(at, at + SLICE)) connection.close(CLOSE.draining)
    if (at + SLICE < connections.length) await pause(PAUSE_MS)
  }
  for (let waited = 0; registry.size > 0 && waited < PATIENCE_MS; waited += PAUSE_MS) await pause(PAUSE_MS)
  for (const connection of registry.all()) connection.terminate()
}
